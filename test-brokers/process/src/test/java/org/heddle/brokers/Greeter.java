package org.heddle.brokers;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/** Stands for a broker: notes each start in its folder and accepts connections. */
final class Greeter {

  private Greeter() {}

  /** Listens on the port given first. */
  public static void main(String[] arguments) throws IOException {
    Files.write(
        Path.of("starts.txt"),
        List.of("started"),
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    int port = Integer.parseInt(arguments[0]);
    try (ServerSocket server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress())) {
      while (!server.isClosed()) {
        server.accept().close();
      }
    }
  }
}
