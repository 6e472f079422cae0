package org.heddle.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.heddle.brokers.FreePorts;
import org.heddle.brokers.ServerOptions;
import org.heddle.brokers.glassfish.Distribution;
import org.heddle.brokers.glassfish.GlassFish;
import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.brokers.kafka.KafkaOptions;
import org.heddle.brokers.mqtt.Certificates;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What an administrator does who has nothing but the console, on any server of the family. */
@Tag("console")
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class ConsoleScenarios {

  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final String PASSWORD = "it's = a \"secret\": \\1";
  private static final String SUCCESS = "Ping Succeeded";
  private static final String KAFKA = "org.heddle.api.KafkaConnectionFactory";

  private final Distribution distribution;
  private Certificates certificates;
  private KafkaBroker broker;
  private GlassFish server;
  private Browser browser;
  private AdminConsole console;

  ConsoleScenarios(Distribution distribution) {
    this.distribution = distribution;
  }

  @BeforeAll
  void start(@TempDir Path directory) throws IOException {
    Optional<Path> program = Browser.find();
    assumeTrue(
        program.isPresent(), "There is no Chromium on this machine: the console is not tested");
    certificates = Certificates.create(directory);
    broker =
        KafkaBroker.start(
            KafkaOptions.defaults()
                .withSaslPlain("quakes", PASSWORD)
                .withTls(certificates.serverKeyStore(), Certificates.PASSWORD));
    server =
        GlassFish.start(
            distribution,
            ServerOptions.defaults()
                .withConfiguration(GlassFishSetup.database(distribution))
                .withJvmOption("-Dsample.rate=1000")
                .withJvmOption("-Dsample.factory=sample/Quakes")
                .withJvmOption("-Dsample.alerts.factory=sample/Alerts"));
    browser =
        Browser.start(program.get(), Files.createDirectory(directory.resolve("browser-profile")));
    console = AdminConsole.open(browser, server.console());
  }

  @AfterAll
  void stop() {
    try (KafkaBroker ended = broker;
        GlassFish stopped = server;
        Browser closed = browser) {
      // Closing is all there is to do.
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"Kafka", "Memory", "Mqtt", "Pulsar"})
  @Order(1)
  void shouldOfferEveryPropertyWithItsDefault(String name) throws IOException {
    String definition = "org.heddle.api." + name + "ConnectionFactory";
    console.beginPool("offered", definition);
    console.next();

    assertThat(console.properties())
        .containsExactlyInAnyOrderElementsOf(
            DescribedProperties.of(SampleServer.file("heddle.rar"), definition));
  }

  @Test
  @Order(2)
  void shouldCreateAPoolInMemory() {
    createPool("heddle-memory", "org.heddle.api.MemoryConnectionFactory", Map.of());

    assertThat(console.message()).isEqualTo(SUCCESS);
  }

  @Test
  @Order(2)
  void shouldSayThatThePasswordIsWrongUntilItIsRight() throws IOException {
    console.beginPool("heddle-kafka", KAFKA);
    console.screenshot(screenshot("step-1"));
    console.next();
    console.sortPropertiesByName();
    console.set("bootstrapServers", broker.saslBootstrapServers());
    console.set("securityProtocol", "SASL_PLAINTEXT");
    console.set("saslMechanism", "PLAIN");
    console.set("userName", "quakes");
    console.set("password", "wrong");
    console.screenshotOfProperties(screenshot("step-2"));
    console.ping();
    console.finish();
    assertThat(console.message())
        .contains("the broker refused the credentials; check userName, password");
    console.screenshot(screenshot("ping"));

    console.createPasswordAlias("kafka.password", PASSWORD);
    console.openPool("heddle-kafka");
    console.change("password", "${ALIAS=kafka.password}");
    console.openPool("heddle-kafka");
    console.pingPool();

    assertThat(console.message()).isEqualTo(SUCCESS);
    assertThat(Files.readString(server.dataDirectory().resolve("config/domain.xml")))
        .contains("heddle-kafka")
        .doesNotContain("secret");
  }

  @Test
  @Order(2)
  void shouldCreateAPoolOfKafkaWithCertificatesThatArePasted() throws IOException {
    createPool(
        "heddle-kafka-tls",
        KAFKA,
        Map.of(
            "bootstrapServers",
            broker.tlsBootstrapServers(),
            "securityProtocol",
            "SSL",
            "trustedCertificates",
            Files.readString(certificates.authority())));

    assertThat(console.message()).isEqualTo(SUCCESS);
  }

  @Test
  @Order(3)
  void shouldCreateAPoolOfAPulsarThatIsAway() {
    createPool(
        "heddle-pulsar",
        "org.heddle.api.PulsarConnectionFactory",
        Map.of(
            "serviceUrl",
            "pulsar://127.0.0.1:" + FreePorts.next(),
            "operationTimeoutMillis",
            "2000"));

    assertThat(console.message())
        .contains("the broker did not answer in time; check that it runs, serviceUrl");
  }

  @Test
  @Order(3)
  void shouldCreateAPoolOfAnMqttBrokerThatIsAway() {
    createPool(
        "heddle-mqtt",
        "org.heddle.api.MqttConnectionFactory",
        Map.of("serverUri", "tcp://127.0.0.1:" + FreePorts.next()));

    assertThat(console.message())
        .contains("the broker did not answer; check that it runs, and serverUri");
  }

  @Test
  @Order(4)
  void shouldSayThatNobodyAnswers() {
    createPool(
        "away",
        KAFKA,
        Map.of(
            "bootstrapServers", "127.0.0.1:" + FreePorts.next(), "operationTimeoutMillis", "2000"));

    assertThat(console.message())
        .contains("the broker did not answer in time; check that it runs, bootstrapServers");
  }

  @Test
  @Order(4)
  void shouldSayThatTheCertificateIsNotTrusted() {
    createPool(
        "untrusted",
        KAFKA,
        Map.of("bootstrapServers", broker.tlsBootstrapServers(), "securityProtocol", "SSL"));

    assertThat(console.message())
        .contains("the TLS handshake failed; check trustStoreLocation or trustedCertificates");
  }

  @Test
  @Order(5)
  void shouldRunTheSampleOnItsPools() {
    Map.of(
            "sample/Quakes", "heddle-kafka",
            "sample/Alerts", "heddle-memory",
            "heddle/Pulsar", "heddle-pulsar",
            "heddle/Mqtt", "heddle-mqtt")
        .forEach(console::createResource);
    assertThat(server.asadmin("list-connector-resources").lines())
        .contains("sample/Quakes", "sample/Alerts", "heddle/Pulsar", "heddle/Mqtt");

    server.asadmin(
        "deploy", "--contextroot", "/", GlassFishSetup.application(distribution).toString());
    SampleClient client = new SampleClient(server.uri("/"));
    assertThat(client.status().getString("broker")).isEqualTo("Kafka, alerts: in memory");
    assertThat(client.startFeed()).isEqualTo(204);

    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              JsonObject counters = client.status().getJsonObject("counters");
              assertThat(counters.getInt("accepted")).isEqualTo(FeedScenarios.EARTHQUAKES);
              assertThat(counters.getInt("stored")).isEqualTo(FeedScenarios.EARTHQUAKES);
              assertThat(counters.getInt("alerts")).isEqualTo(FeedScenarios.STRONG);
              assertThat(counters.getInt("deadLetters"))
                  .isEqualTo(FeedScenarios.OTHERS + FeedScenarios.NOISE);
            });
  }

  /** Makes a pool that has these values besides its defaults, and has it pinged. */
  private void createPool(String name, String definition, Map<String, String> values) {
    console.beginPool(name, definition);
    console.next();
    values.forEach(console::set);
    console.ping();
    console.finish();
  }

  private Path screenshot(String page) {
    return Path.of(System.getProperty("screenshots"))
        .resolve(distribution.name().toLowerCase(Locale.ROOT) + "-" + page + ".png");
  }
}
