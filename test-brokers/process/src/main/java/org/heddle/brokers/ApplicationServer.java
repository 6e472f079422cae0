package org.heddle.brokers;

import java.net.URI;
import java.nio.file.Path;

/** An application server in a process and a folder of its own. Safe for use by several threads. */
public interface ApplicationServer extends AutoCloseable {

  /**
   * The address of something that the server serves.
   *
   * @param path with its context root, such as {@code /shop/orders}
   */
  URI uri(String path);

  /** The file that holds the newest output of the server, at most 4 MiB of it. */
  Path log();

  /** Blocks until the server ends; returns at once when it does not run. */
  void awaitEnd();

  /** Ends the server as by {@code kill -9}; its files stay. */
  void kill();

  /** Shuts the server down as its administrator would; its files stay. */
  void stop();

  /**
   * Starts the server again on the same ports and files, killing it first if it still runs. What
   * was deployed is there again; it is not configured again.
   *
   * @throws IllegalStateException when it does not start, with the end of its log
   */
  void restart();

  /** Shuts the server down and deletes its files. Closing again does nothing. */
  @Override
  void close();
}
