package org.heddle.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.heddle.brokers.ServerOptions;
import org.heddle.brokers.ShellScript;
import org.heddle.brokers.wildfly.WildFly;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code server-config/wildfly/configure.sh} does to a server. */
@Tag("wildfly")
class WildFlyConfigurationIT {

  private static final String PASSWORD = "it's = \"hush-hush\": \\1 $2";

  @Test
  void shouldChangeNothingTheSecondTimeAndTakeEverythingBack() throws IOException {
    // Nobody asks for the broker, which is not there.
    ServerOptions options =
        ServerOptions.defaults()
            .withConfiguration(everything())
            .withJvmOption("-Dkafka.bootstrap.servers=127.0.0.1:1")
            .withJvmOption("-Dkafka.user=somebody");
    try (WildFly server = WildFly.start(options)) {
      assertThat(server.log()).content().contains("The Heddle resource adapter is started");
      server.stop();
      String configured = configuration(server);
      assertThat(configured).contains("heddle-kafka", "quakes", "MPCONFIG=sample.factory");
      assertThat(configured).contains("${ENC::heddle:").doesNotContain("hush-hush");
      assertThat(contents(server)).isNotEmpty();

      server.configure(everything());
      // The server writes the properties of a pool in any order.
      assertThat(configuration(server).lines())
          .containsExactlyInAnyOrderElementsOf(configured.lines().toList());

      server.configure(script("remove"));
      assertThat(configuration(server))
          .doesNotContain("heddle.rar", "heddle-kafka", "quakes", "MPCONFIG");
      assertThat(contents(server)).as("files of deployments").isEmpty();

      server.configure(everything());
      server.restart();
      assertThat(server.log()).content().contains("The Heddle resource adapter is started");
    }
  }

  private static ShellScript everything() {
    return script("kafka-sasl", "h2", "sample");
  }

  private static ShellScript script(String... arguments) {
    return new ShellScript(
        SampleServer.file("server-config").resolve("wildfly/configure.sh"),
        Map.of(
            "HEDDLE_RAR", SampleServer.file("heddle.rar").toString(), "KAFKA_PASSWORD", PASSWORD),
        List.of(arguments));
  }

  private static String configuration(WildFly server) throws IOException {
    return Files.readString(
        server.dataDirectory().resolveSibling("configuration").resolve("standalone.xml"));
  }

  private static List<Path> contents(WildFly server) throws IOException {
    try (Stream<Path> files = Files.walk(server.dataDirectory().resolve("content"))) {
      return files.filter(Files::isRegularFile).toList();
    }
  }
}
