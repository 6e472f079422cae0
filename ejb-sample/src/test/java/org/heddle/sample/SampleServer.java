package org.heddle.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.heddle.brokers.payara.PayaraMicro;
import org.heddle.brokers.payara.PayaraOptions;

/** Starts a Payara Micro with the resource adapter and the sample that the build has made. */
final class SampleServer {

  private SampleServer() {}

  /** Without any configuration of the broker. */
  static PayaraOptions inMemory() {
    return PayaraOptions.defaults()
        .withResourceAdapter(file("heddle.rar"))
        .withApplication(file("sample.war"), "/");
  }

  /** With the connection factory of Kafka that the project recommends, chosen for the sample. */
  static PayaraOptions onKafka(String bootstrapServers) {
    PayaraOptions options = inMemory();
    for (String command : connectionFactoryCommands()) {
      options = options.withPostBootCommand(command);
    }
    return options
        .withJvmOption("-Dkafka.bootstrap.servers=" + bootstrapServers)
        .withJvmOption("-Dsample.factory=heddle/ConnectionFactory");
  }

  private static List<String> connectionFactoryCommands() {
    try (Stream<String> lines = Files.lines(file("server-config").resolve("kafka.asadmin"))) {
      return lines.filter(line -> line.startsWith("create-")).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  static PayaraMicro start(PayaraOptions options, int quakesPerSecond) {
    return PayaraMicro.start(options.withJvmOption("-Dsample.rate=" + quakesPerSecond));
  }

  private static Path file(String property) {
    String file = System.getProperty(property);
    if (file == null) {
      throw new IllegalStateException(
          "The system property " + property + " is missing; run this with Maven");
    }
    return Path.of(file);
  }
}
