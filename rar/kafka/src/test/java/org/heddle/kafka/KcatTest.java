package org.heddle.kafka;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.heddle.api.Message;
import org.heddle.api.MessageConsumer;
import org.heddle.api.MessageProducer;
import org.heddle.api.OutgoingMessage;
import org.heddle.api.PubSubConnection;
import org.heddle.contract.TestContainer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** Messages to and from kcat, a client of Kafka that is not ours and not even in Java. */
@TestInstance(Lifecycle.PER_CLASS)
class KcatTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String TEXT = "größer als 💡 und العربية";

  @TempDir private Path folder;
  private KafkaUnderTest kafka;
  private TestContainer container;
  private PubSubConnection connection;

  @BeforeAll
  void connect() {
    assumeTrue(isInstalled(), "kcat is not installed; apt-get install kcat");
    kafka = new KafkaUnderTest(20_000);
    container = new TestContainer();
    connection = container.factory(kafka.managedConnectionFactory()).getConnection();
  }

  @AfterAll
  void disconnect() {
    if (connection != null) {
      connection.close();
      container.close();
      kafka.close();
    }
  }

  private static boolean isInstalled() {
    return Arrays.stream(System.getenv("PATH").split(File.pathSeparator))
        .anyMatch(folder -> Files.isExecutable(Path.of(folder, "kcat")));
  }

  @Test
  void shouldReceiveWhatKcatSends() throws Exception {
    try (MessageConsumer<String> consumer =
        connection.createConsumer("q1/tg/kcat/in", "s", String.class)) {
      Path content = Files.writeString(folder.resolve("content"), TEXT);

      kcat("-P", "-t", "tg.kcat.in", "-k", "schlüssel", "-H", "id=7-ž", content.toString());

      Message<String> message = consumer.receive(PATIENCE);
      assertThat(message.value()).isEqualTo(TEXT);
      assertThat(message.key()).contains("schlüssel");
      assertThat(message.properties()).isEqualTo(Map.of("id", "7-ž"));
      consumer.acknowledge(message);
    }
  }

  @Test
  void shouldSendWhatKcatReceives() throws Exception {
    try (MessageProducer<String> producer =
        connection.createProducer("q1/tg/kcat/out", String.class)) {
      producer.send(OutgoingMessage.of(TEXT).withKey("k").withProperties(Map.of("id", "8-ž")));
    }

    String seen = kcat("-C", "-t", "tg.kcat.out", "-e", "-q", "-f", "%k|%h|%s");

    assertThat(seen).isEqualTo("k|id=8-ž|" + TEXT);
  }

  @Test
  void shouldShowKcatWhatWasCommittedAlone() throws Exception {
    var transactions = container.transactions();
    for (String value : List.of("rolled back", "committed")) {
      transactions.begin();
      try (PubSubConnection inside =
          container.factory(kafka.managedConnectionFactory()).getConnection()) {
        inside.createProducer("q2/tg/kcat/committed", String.class).send(value);
      }
      if (value.equals("committed")) {
        transactions.commit();
      } else {
        transactions.rollback();
      }
    }

    String seen =
        kcat(
            "-C",
            "-t",
            "tg.kcat.committed",
            "-X",
            "isolation.level=read_committed",
            "-e",
            "-q",
            "-f",
            "%s;");

    assertThat(seen).isEqualTo("committed;");
  }

  /** Runs kcat to its end and returns what it printed. */
  private String kcat(String... arguments) throws IOException, InterruptedException {
    List<String> command =
        new ArrayList<>(List.of("kcat", "-b", kafka.bootstrapServers(), "-X", "log_level=3"));
    command.addAll(List.of(arguments));
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectInput(new File("/dev/null"))
            .redirectOutput(output.toFile())
            .start();
    boolean ended = process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    process.destroyForcibly();
    String printed = Files.readString(output, UTF_8);
    assertThat(ended).as("kcat ended; it printed: " + printed).isTrue();
    assertThat(process.exitValue()).as(printed).isZero();
    return printed;
  }
}
