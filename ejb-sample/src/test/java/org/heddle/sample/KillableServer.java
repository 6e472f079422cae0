package org.heddle.sample;

import java.net.URI;
import java.nio.file.Path;
import org.heddle.brokers.ApplicationServer;

/** A server whose files outlive it. */
interface KillableServer extends SampleServer {

  /** What runs the sample. */
  ApplicationServer server();

  /** The folder of the server's own data. */
  default Path data() {
    return server().dataDirectory();
  }

  @Override
  default URI uri(String path) {
    return server().uri(path);
  }

  @Override
  default Path log() {
    return server().log();
  }

  @Override
  default void awaitEnd() {
    server().awaitEnd();
  }

  /** Ends the server as by {@code kill -9}. */
  default void kill() {
    server().kill();
  }

  /**
   * Starts the server again on the same files.
   *
   * @throws IllegalStateException when it does not start
   */
  default void restart() {
    server().restart();
  }

  @Override
  default void close() {
    server().close();
  }
}
