package org.heddle.sample;

import java.nio.file.Path;

/** A server whose files outlive it. */
interface KillableServer extends SampleServer {

  /** Ends the server as by {@code kill -9}. */
  void kill();

  /**
   * Starts the server again on the same files.
   *
   * @throws IllegalStateException when it does not start
   */
  void restart();

  /** The folder of the server's own data. */
  Path data();
}
