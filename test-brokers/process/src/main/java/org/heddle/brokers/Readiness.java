package org.heddle.brokers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;

/** Tells whether a process that was started can be used. */
@FunctionalInterface
public interface Readiness {

  /**
   * Looks once, without waiting for the process.
   *
   * @return true when the process is ready
   * @throws IOException the same as false, for probes that cannot connect yet
   */
  boolean isReady() throws IOException;

  /**
   * Ready when something accepts connections on every port.
   *
   * @param ports TCP ports of the loopback address
   */
  static Readiness listening(int... ports) {
    return () -> {
      for (int port : ports) {
        new Socket(InetAddress.getLoopbackAddress(), port).close();
      }
      return true;
    };
  }
}
