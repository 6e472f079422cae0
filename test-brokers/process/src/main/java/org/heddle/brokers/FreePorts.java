package org.heddle.brokers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.ThreadLocalRandom;

/**
 * Finds TCP ports of 127.0.0.1 that a broker can listen on, and listen on again after a restart:
 * meanwhile nobody else is given them. Safe for use by several threads.
 */
public final class FreePorts {

  // Below the range from which operating systems take the local ports of outgoing connections: a
  // client that retries while its broker is down would sooner or later be given the broker's port.
  private static final int LOWEST = 20_000;
  private static final int HIGHEST = 29_999;

  /**
   * A file of the user's in which a virtual machine locks the byte at each port it was given. The
   * operating system unlocks them when the machine ends, however it does.
   */
  private static final class Claims {

    private static final Path FILE =
        Path.of(
            System.getProperty("java.io.tmpdir"),
            "heddle-ports-" + System.getProperty("user.name"));

    /** Never closed: closing any channel of the file may unlock what another one has locked. */
    private static final FileChannel CHANNEL = open();

    private static FileChannel open() {
      try {
        return FileChannel.open(FILE, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot open " + FILE, e);
      }
    }

    private static boolean add(int port) {
      try {
        return CHANNEL.tryLock(port, 1, false) != null;
      } catch (OverlappingFileLockException ours) {
        return false;
      } catch (IOException e) {
        throw new UncheckedIOException("Cannot lock a byte of " + FILE, e);
      }
    }
  }

  private FreePorts() {}

  /**
   * A port that was free a moment ago, and that no virtual machine of this user is given again
   * until this one ends.
   *
   * @throws IllegalStateException when no free port was found
   * @throws UncheckedIOException when the file that keeps virtual machines apart, in the folder for
   *     temporary files, cannot be written
   */
  public static int next() {
    for (int attempt = 0; attempt < 100; attempt++) {
      int port = ThreadLocalRandom.current().nextInt(LOWEST, HIGHEST + 1);
      if (reserve(port)) {
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

  /** Takes a port for this virtual machine, unless one has it already or somebody listens there. */
  static boolean reserve(int port) {
    // Looked at second: a look is in the way of a broker that comes back at that moment.
    return Claims.add(port) && isFree(port);
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException taken) {
      return false;
    }
  }
}
