package org.heddle.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.heddle.brokers.ServerOptions;
import org.heddle.brokers.ShellScript;
import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.brokers.kafka.KafkaOptions;
import org.heddle.brokers.openliberty.OpenLiberty;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;

/** What {@code server-config/open-liberty/configure.sh} does to a server, and takes back. */
@Tag("open-liberty")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class OpenLibertyConfigurationIT {

  private static final String USER = "quakes";
  private static final String PASSWORD = "it's = \"hush-hush\": \\1";
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  private final HttpClient http = HttpClient.newHttpClient();
  private KafkaBroker broker;
  private OpenLiberty server;
  private Path directory;

  @BeforeAll
  void start() {
    broker = KafkaBroker.start(KafkaOptions.defaults().withSaslPlain(USER, PASSWORD));
    server =
        OpenLiberty.start(
            ServerOptions.defaults()
                .withConfiguration(everything())
                .withJvmOption("-Dkafka.bootstrap.servers=" + broker.saslBootstrapServers())
                .withJvmOption("-Dkafka.security.protocol=SASL_PLAINTEXT")
                .withJvmOption("-Dkafka.user=" + USER),
            // Of its own, so that it serves something, if not the sample.
            "servlet-6.0");
    directory = server.dataDirectory();
  }

  @AfterAll
  void stop() {
    try (KafkaBroker ended = broker;
        OpenLiberty stopped = server) {
      // Closing is all there is to do.
    }
  }

  @Test
  @Order(1)
  void shouldLogInByThePasswordThatItEncrypts() {
    SampleClient client = new SampleClient(server.uri("/"));

    client.startFeed();

    await().atMost(PATIENCE).until(() -> client.accepted() > 0);
  }

  @Test
  @Order(2)
  void shouldKeepNoPasswordInClearText() throws IOException {
    assertThat(defaults().resolve("heddle-kafka-sasl.xml")).content().contains("\"{aes}");
    assertThat(Files.getPosixFilePermissions(key()))
        .allSatisfy(permission -> assertThat(permission.name()).startsWith("OWNER"));
    for (String content : contents(directory, ".xml", ".log", ".options").values()) {
      assertThat(content).doesNotContain("hush-hush");
    }
  }

  @Test
  @Order(2)
  void shouldChangeNothingWhenRunAgain() throws IOException {
    Map<Path, String> before = contents(defaults());

    server.configure(everything());

    assertThat(contents(defaults())).isEqualTo(before);
  }

  @Test
  @Order(3)
  void shouldTakeEverythingBackAndGiveItAgain() throws IOException {
    assertThat(status()).isEqualTo(200);

    server.configure(OpenLibertyServer.removal());

    await()
        .atMost(PATIENCE)
        // It may refuse connections while its features change.
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(() -> status() == 404);
    assertThat(contents(defaults()))
        .as("the key of passwords, which others may use")
        .containsOnlyKeys(key());
    assertThat(List.of("heddle.rar", "sample.war", "derby"))
        .allSatisfy(name -> assertThat(directory.resolve(name)).doesNotExist());

    // The adapter and Derby live on in a server that goes on.
    server.stop();
    server.configure(everything());
    server.restart();

    assertThat(status()).isEqualTo(200);
  }

  private Path defaults() {
    return directory.resolve("configDropins/defaults");
  }

  private Path key() {
    return defaults().resolve("password-key.xml");
  }

  private static ShellScript everything() {
    return OpenLibertyServer.everything(
        SampleBroker.Configuration.of("kafka-sasl", Map.of()), Map.of("KAFKA_PASSWORD", PASSWORD));
  }

  /**
   * Reads the files of a folder and of those inside it.
   *
   * @param endings how their names may end; any, if there is none
   */
  private static Map<Path, String> contents(Path folder, String... endings) throws IOException {
    Map<Path, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        if (endings.length == 0 || Stream.of(endings).anyMatch(file.toString()::endsWith)) {
          contents.put(file, Files.readString(file, StandardCharsets.ISO_8859_1));
        }
      }
    }
    return contents;
  }

  private int status() throws IOException {
    HttpRequest request = HttpRequest.newBuilder(server.uri("/api/events")).build();
    try {
      return http.send(request, BodyHandlers.discarding()).statusCode();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
