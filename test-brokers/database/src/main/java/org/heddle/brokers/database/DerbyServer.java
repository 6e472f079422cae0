package org.heddle.brokers.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.heddle.brokers.BrokerFiles;
import org.heddle.brokers.ChildProcess;
import org.heddle.brokers.FreePorts;
import org.heddle.brokers.JavaCommand;
import org.heddle.brokers.Readiness;

/**
 * A real Derby network server on 127.0.0.1, in a process and a temporary folder of its own.
 *
 * <p>What it has committed or prepared is on the disk, so that it survives {@link #kill()}; the
 * locks of a prepared transaction are held again after a restart. Databases are made by the first
 * connection that asks for it with {@code create=true}.
 *
 * <p>Safe for use by several threads. Starting blocks until the server accepts connections.
 */
public final class DerbyServer implements AutoCloseable {

  static final String HOST = "127.0.0.1";

  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

  private final ChildProcess process;
  private final int port;

  private DerbyServer(ChildProcess process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts a server on a free port.
   *
   * @throws IllegalStateException when it does not start, with the end of its log
   */
  public static DerbyServer start() {
    return start(FreePorts.next());
  }

  /**
   * Starts a server.
   *
   * @param port where it listens on 127.0.0.1
   * @throws IllegalStateException when it does not start, with the end of its log
   */
  public static DerbyServer start(int port) {
    DerbyServer server = new DerbyServer(ChildProcess.create("derby"), port);
    try {
      server.launch();
      return server;
    } catch (IOException e) {
      server.close();
      throw new UncheckedIOException("Cannot read where the jars of Derby are", e);
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
  }

  /** The port of 127.0.0.1 that it listens on. */
  public int port() {
    return port;
  }

  /**
   * Where clients connect, by JDBC and with Derby's own client.
   *
   * @param database its name, with attributes such as {@code ;create=true} if need be
   */
  public String url(String database) {
    return "jdbc:derby://" + HOST + ":" + port + "/" + database;
  }

  /** Ends the server as by {@code kill -9}; its data stays. */
  public void kill() {
    process.kill();
  }

  /**
   * Starts the server again on the same port and data, killing it first if it still runs.
   *
   * @throws IllegalStateException when it does not start, with the end of its log
   */
  public void restart() {
    process.restart();
  }

  /** Kills the server and deletes its data. Closing again does nothing. */
  @Override
  public void close() {
    process.close();
  }

  ChildProcess process() {
    return process;
  }

  private void launch() throws IOException {
    process.start(
        new JavaCommand(
            BrokerFiles.classPath(DerbyServer.class),
            List.of(
                "-Xmx256m",
                "-Dderby.system.home=" + dataDirectory(),
                "-Dderby.stream.error.field=java.lang.System.err"),
            "org.apache.derby.drda.NetworkServerControl",
            List.of("start", "-h", HOST, "-p", String.valueOf(port))),
        Readiness.listening(port),
        START_TIMEOUT);
  }

  private Path dataDirectory() {
    return process.directory().resolve("data");
  }
}
