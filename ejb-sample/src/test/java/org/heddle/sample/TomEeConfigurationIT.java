package org.heddle.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.heddle.brokers.ServerOptions;
import org.heddle.brokers.ShellScript;
import org.heddle.brokers.tomee.TomEe;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code server-config/tomee/configure.sh} does to a server. */
@Tag("tomee")
class TomEeConfigurationIT {

  private static final String PASSWORD = "Grotesquely-secret-17";

  @Test
  void shouldChangeNothingTheSecondTimeAndTakeEverythingBack() throws IOException {
    // As a service's environment has it; the broker is not there.
    ServerOptions options =
        ServerOptions.defaults()
            .withJvmOption("-DKAFKA_BOOTSTRAP_SERVERS=127.0.0.1:1")
            .withJvmOption("-DKAFKA_USER=somebody")
            .withJvmOption("-DKAFKA_PASSWORD=" + PASSWORD);
    try (TomEe server = TomEe.start(options)) {
      server.stop();
      Map<Path, String> before = files(server);

      server.configure(script("kafka-sasl", "sample"));
      Map<Path, String> configured = files(server);
      assertThat(configured).isNotEqualTo(before);
      assertThat(configured.values()).noneMatch(content -> content.contains(PASSWORD));

      server.configure(script("kafka-sasl", "sample"));
      assertThat(files(server)).isEqualTo(configured);

      server.restart();
      assertThat(server.log()).content().contains("The Heddle resource adapter is started");
      assertThat(server.log()).content().contains("Creating Resource(id=heddle/ConnectionFactory)");
      server.stop();

      server.configure(script("remove"));
      assertThat(files(server)).isEqualTo(before);
    }
  }

  private static ShellScript script(String... arguments) {
    return new ShellScript(
        SampleServer.file("server-config").resolve("tomee/configure.sh"),
        Map.of("HEDDLE_RAR", SampleServer.file("heddle.rar").toString()),
        List.of(arguments));
  }

  /** Where the script writes; by content, each byte a character. */
  private static Map<Path, String> files(TomEe server) throws IOException {
    Map<Path, String> contents = new TreeMap<>();
    for (String folder : List.of("conf", "lib")) {
      try (Stream<Path> files = Files.walk(server.dataDirectory().resolve(folder))) {
        files.filter(Files::isRegularFile).forEach(file -> contents.put(file, content(file)));
      }
    }
    return contents;
  }

  private static String content(Path file) {
    try {
      return Files.readString(file, StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
