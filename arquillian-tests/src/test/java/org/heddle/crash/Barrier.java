package org.heddle.crash;

import java.io.Closeable;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;

/** Where a thread of the server waits while something is killed, since a rule told it to knock. */
final class Barrier implements Closeable {

  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final ServerSocket door;

  Barrier() throws IOException {
    door = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    door.setSoTimeout((int) PATIENCE.toMillis());
  }

  int port() {
    return door.getLocalPort();
  }

  /**
   * Waits until a thread has got here.
   *
   * @return lets it go on when closed
   */
  Closeable await() throws IOException {
    return door.accept();
  }

  @Override
  public void close() throws IOException {
    door.close();
  }
}
