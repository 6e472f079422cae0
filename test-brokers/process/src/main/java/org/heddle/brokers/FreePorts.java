package org.heddle.brokers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds TCP ports of 127.0.0.1 that a broker can listen on, and listen on again after a restart.
 */
public final class FreePorts {

  // Below the range from which operating systems take the local ports of outgoing connections: a
  // client that retries while its broker is down would sooner or later be given the broker's port.
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 29_999;

  private FreePorts() {}

  /**
   * A port that was free a moment ago. Chosen at random, so that builds side by side rarely meet.
   *
   * @throws IllegalStateException when no free port was found
   */
  public static int next() {
    for (int attempt = 0; attempt < 100; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
      if (isFree(port)) {
        return port;
      }
    }
    throw new IllegalStateException(
        "Found no free port of 127.0.0.1 between " + LOWEST + " and " + HIGHEST);
  }

  /**
   * Makes sure of a port for servers that start although theirs is taken, and serve nothing.
   *
   * @param port a TCP port of 127.0.0.1; 0 for one that is free
   * @return that port
   * @throws IllegalStateException when it is taken
   */
  public static int claim(int port) {
    if (port == 0) {
      return next();
    }
    try {
      new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
      return port;
    } catch (IOException taken) {
      throw new IllegalStateException(
          "Port " + port + " of 127.0.0.1 is taken; choose another", taken);
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
