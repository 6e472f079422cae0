package org.heddle.sample;

import java.net.URI;
import java.nio.file.Path;
import org.heddle.brokers.glassfish.Distribution;

/** A server that runs the resource adapter and the sample that the build has made. */
interface SampleServer extends AutoCloseable {

  /** The servers that can be had; each by its name in lower case, with dashes. */
  enum Kind {
    /** Payara Micro. */
    PAYARA,
    /** Payara Server. */
    PAYARA_SERVER,
    /** GlassFish 7. */
    GLASSFISH,
    /** GlassFish 8. */
    GLASSFISH_8,
    /** Open Liberty. */
    OPEN_LIBERTY,
    /** TomEE. */
    TOMEE,
    /** WildFly. */
    WILDFLY
  }

  /**
   * Starts a server, with a database.
   *
   * @param kind which one
   * @param broker what carries the messages
   * @param port where it serves HTTP; 0 for a free port
   * @param quakesPerSecond how fast the sample publishes
   * @throws IllegalStateException when it does not start or something is not deployed
   */
  static SampleServer start(Kind kind, SampleBroker broker, int port, int quakesPerSecond) {
    return switch (kind) {
      case PAYARA -> PayaraServer.start(broker, port, quakesPerSecond);
      case PAYARA_SERVER ->
          GlassFishServer.start(Distribution.PAYARA, broker, port, quakesPerSecond);
      case GLASSFISH ->
          GlassFishServer.start(Distribution.GLASSFISH, broker, port, quakesPerSecond);
      case GLASSFISH_8 ->
          GlassFishServer.start(Distribution.GLASSFISH_8, broker, port, quakesPerSecond);
      case OPEN_LIBERTY -> OpenLibertyServer.start(broker, port, quakesPerSecond);
      case TOMEE -> TomEeServer.start(broker, port, quakesPerSecond);
      case WILDFLY -> WildFlyServer.start(broker, port, quakesPerSecond);
    };
  }

  /** The address of something that the server serves. */
  URI uri(String path);

  /** The file that holds the newest output of the server. */
  Path log();

  /** Blocks until the server ends. */
  void awaitEnd();

  @Override
  void close();

  /** A file that the build has made, or a folder of the project. */
  static Path file(String property) {
    String file = System.getProperty(property);
    if (file == null) {
      throw new IllegalStateException(
          "The system property " + property + " is missing; run this with Maven");
    }
    return Path.of(file);
  }
}
