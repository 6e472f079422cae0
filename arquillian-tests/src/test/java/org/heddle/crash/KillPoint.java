package org.heddle.crash;

import java.nio.file.Path;

/**
 * A place in the code where a thread of the server is held while something is killed, described to
 * Byteman.
 *
 * @param name what the report calls it, in letters and spaces
 * @param type class whose method it is
 * @param method the method
 * @param location {@code ENTRY} or {@code EXIT}; exceptions do not pass the exit
 */
record KillPoint(String name, String type, String method, String location) {

  /** The adapter's resource, one for all brokers. */
  private static final String ADAPTER = "org.heddle.ra.transaction.UnitXaResource";

  /** Where units are from their prepare to their outcome. */
  private static final String PREPARED_LOG = "org.heddle.ra.log.PreparedLog";

  /** The resource of the database. */
  private static final String DATABASE = "org.apache.derby.client.net.NetXAResource";

  static final KillPoint BEFORE_PREPARE =
      new KillPoint("before prepare of the adapter", ADAPTER, "prepare", "ENTRY");
  static final KillPoint PREPARED =
      new KillPoint("after prepare of the adapter", ADAPTER, "prepare", "EXIT");
  static final KillPoint DATABASE_PREPARED =
      new KillPoint("after prepare of a database", DATABASE, "prepare", "EXIT");
  static final KillPoint BEFORE_COMMIT =
      new KillPoint("before commit of the adapter", ADAPTER, "commit", "ENTRY");
  static final KillPoint BEFORE_REMOVAL =
      new KillPoint("before the log is cleared", PREPARED_LOG, "remove", "ENTRY");
  static final KillPoint COMMITTED =
      new KillPoint("after commit of the adapter", ADAPTER, "commit", "EXIT");
  static final KillPoint BEFORE_DATABASE_COMMIT =
      new KillPoint("before commit of a database", DATABASE, "commit", "ENTRY");
  static final KillPoint DATABASE_COMMITTED =
      new KillPoint("after commit of a database", DATABASE, "commit", "EXIT");

  /** When the broker has published and acknowledged, but nobody knows yet. */
  static KillPoint settled(String backendClass) {
    return new KillPoint("after the transaction of the broker", backendClass, "settle", "EXIT");
  }

  /**
   * The rule: of the threads that pass the point while a file is there, the first after so many
   * takes the file away, knocks at a port of this machine, and waits for an answer.
   */
  String rule(Path file, int passes, int port) {
    return """
        RULE %1$s
        CLASS %2$s
        METHOD %3$s
        AT %4$s
        BIND file = new java.io.File("%5$s");
             socket:java.net.Socket = null
        IF file.exists() && incrementCounter("%1$s") >= %6$d && file.delete()
        DO readCounter("%1$s", true);
           socket = new java.net.Socket("127.0.0.1", %7$d);
           socket.getInputStream().read();
           socket.close()
        ENDRULE
        """
        .formatted(name, type, method, location, file, passes, port);
  }

  /** As a file name. */
  String fileName() {
    return name.replaceAll("\\W+", "-");
  }

  @Override
  public String toString() {
    return name;
  }
}
