package org.heddle.brokers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** TCP ports that a process listens on for others than this machine, as Linux tells. */
final class OpenPorts {

  private static final String LISTENS = "0A";

  /** Of IPv4, of IPv4 in IPv6, and of IPv6, as the kernel writes them. */
  private static final Set<String> LOOPBACK =
      Set.of("0100007F", "0000000000000000FFFF00000100007F", "00000000000000000000000001000000");

  private OpenPorts() {}

  /** Finds those of a process that runs. */
  static List<Integer> of(ProcessHandle process) throws IOException {
    Path directory = Path.of("/proc", String.valueOf(process.pid()));
    Set<String> own = sockets(directory.resolve("fd"));
    List<String> all = new ArrayList<>();
    for (String table : List.of("net/tcp", "net/tcp6")) {
      Path file = directory.resolve(table);
      if (Files.exists(file)) {
        Files.readAllLines(file).stream().skip(1).forEach(all::add);
      }
    }
    return all.stream()
        .map(line -> line.strip().split("\\s+"))
        .filter(socket -> socket[3].equals(LISTENS) && own.contains("socket:[" + socket[9] + "]"))
        .map(socket -> socket[1].split(":"))
        .filter(address -> !LOOPBACK.contains(address[0]))
        .map(address -> Integer.valueOf(address[1], 16))
        .toList();
  }

  private static Set<String> sockets(Path descriptors) throws IOException {
    Set<String> targets = new HashSet<>();
    try (Stream<Path> files = Files.list(descriptors)) {
      for (Path file : files.toList()) {
        try {
          targets.add(Files.readSymbolicLink(file).toString());
        } catch (NoSuchFileException closed) {
          // Since the folder was listed.
        }
      }
    }
    return targets;
  }
}
