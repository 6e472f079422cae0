package org.heddle.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Another resource adapter to measure beside this one, given by system properties: {@code
 * benchmarks.peer.rar}, its file; {@code benchmarks.peer.war}, an application with a bean that
 * receives from the topic {@code peer} and adds 1 for each message to the {@link
 * java.util.concurrent.atomic.LongAdder} that is the value of the system property {@code
 * benchmarks.received}; {@code benchmarks.peer.commands}, a file of asadmin commands that configure
 * both, in which <code>${benchmarks.address}</code> stands for the broker's address; {@code
 * benchmarks.peer.broker}, the broker, such as {@code kafka}.
 *
 * @param rar the adapter
 * @param war the application
 * @param commands what the server is told between them
 */
record Peer(Path rar, Path war, List<String> commands) {

  /** The topic that the peer's bean receives from. */
  static final String TOPIC = "peer";

  /** The peer for a broker, if there is one. */
  static Optional<Peer> ofSystemProperties(String broker) {
    if (!broker.equals(System.getProperty("benchmarks.peer.broker"))) {
      return Optional.empty();
    }
    Path rar = file("rar");
    Path war = file("war");
    try (Stream<String> lines = Files.lines(file("commands"))) {
      return Optional.of(
          new Peer(
              rar, war, lines.filter(line -> !line.isBlank() && !line.startsWith("#")).toList()));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read the commands of the peer", e);
    }
  }

  private static Path file(String what) {
    String property = "benchmarks.peer." + what;
    String value = System.getProperty(property);
    if (value == null || !Files.isRegularFile(Path.of(value))) {
      throw new IllegalArgumentException(
          "The system property " + property + " names no file: " + value);
    }
    return Path.of(value);
  }

  /** The commands for a broker at an address. */
  List<String> commands(String address) {
    return commands.stream().map(it -> it.replace("${benchmarks.address}", address)).toList();
  }
}
