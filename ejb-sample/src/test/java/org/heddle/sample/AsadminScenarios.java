package org.heddle.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heddle.brokers.FreePorts;
import org.heddle.brokers.ServerOptions;
import org.heddle.brokers.ShellScript;
import org.heddle.brokers.glassfish.Distribution;
import org.heddle.brokers.glassfish.GlassFish;
import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.brokers.kafka.KafkaOptions;
import org.heddle.brokers.mqtt.Certificates;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What an administrator does with {@code asadmin}, on any server of the family. */
@TestInstance(Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class AsadminScenarios {

  private static final String PASSWORD = "it's = a \"secret\": \\1";

  private final Distribution distribution;
  private KafkaBroker broker;
  private GlassFish server;
  private List<String> untouched;

  AsadminScenarios(Distribution distribution) {
    this.distribution = distribution;
  }

  @BeforeAll
  void start(@TempDir Path directory) {
    broker =
        KafkaBroker.start(
            KafkaOptions.defaults()
                .withSaslPlain("quakes", PASSWORD)
                .withTls(Certificates.create(directory).serverKeyStore(), Certificates.PASSWORD));
    server = GlassFish.start(distribution, ServerOptions.defaults());
    untouched = resources();
  }

  @AfterAll
  void stop() {
    try (KafkaBroker ended = broker;
        GlassFish stopped = server) {
      // Closing is all there is to do.
    }
  }

  @Test
  @Order(1)
  void shouldConfigureOnceWithoutThePassword() throws IOException {
    server.configure(configuration());
    server.asadmin("ping-connection-pool", "heddle-kafka");
    String configured = domain();
    assertThat(configured).contains("heddle-kafka").doesNotContain("secret");

    server.configure(configuration());

    assertThat(domain()).isEqualTo(configured);
  }

  @Test
  @Order(2)
  void shouldSayThatNobodyAnswers() {
    assertPingFails(
        "away",
        "bootstrapServers=127.0.0.1\\:" + FreePorts.next(),
        "the broker did not answer in time; check that it runs, bootstrapServers");
  }

  @Test
  @Order(2)
  void shouldSayThatThePasswordIsWrong() {
    assertPingFails(
        "refused",
        "bootstrapServers="
            + escaped(broker.saslBootstrapServers())
            + ":securityProtocol=SASL_PLAINTEXT:saslMechanism=PLAIN:userName=quakes:password=wrong",
        "the broker refused the credentials; check userName, password");
  }

  @Test
  @Order(2)
  void shouldSayThatTheCertificateIsNotTrusted() {
    assertPingFails(
        "untrusted",
        "bootstrapServers=" + escaped(broker.tlsBootstrapServers()) + ":securityProtocol=SSL",
        "the TLS handshake failed; check trustStoreLocation");
  }

  @Test
  @Order(2)
  void shouldSayWhichPropertyIsWrong() {
    assertPingFails("faulty", "securityProtocol=SASL_PLAINTEXT", "securityProtocol");
  }

  @Test
  @Order(3)
  void shouldTakeEverythingBack() throws IOException {
    server.configure(GlassFishSetup.removal());

    assertThat(resources()).isEqualTo(untouched);
    assertThat(domain()).doesNotContain("heddle");
    assertThat(server.asadmin("list-password-aliases")).doesNotContain("kafka.password");
  }

  /** The pool stays, for the removal to find. */
  private void assertPingFails(String pool, String properties, String reason) {
    server.asadmin(
        "create-connector-connection-pool",
        "--raname=heddle",
        "--connectiondefinition=org.heddle.api.KafkaConnectionFactory",
        "--property=operationTimeoutMillis=2000:" + properties,
        pool);

    assertThatIllegalStateException()
        .isThrownBy(() -> server.asadmin("ping-connection-pool", pool))
        .withMessageContaining(reason);
  }

  /** Without those that the server makes itself when something is deployed. */
  private List<String> resources() {
    return server
        .asadmin("list", "resources.*")
        .lines()
        .filter(line -> !line.contains("concurrent/__default"))
        .toList();
  }

  private String domain() throws IOException {
    return Files.readString(server.dataDirectory().resolve("config/domain.xml"));
  }

  private ShellScript configuration() {
    return GlassFishSetup.everything(
        distribution,
        Optional.of(
            SampleBroker.Configuration.of(
                "kafka-sasl",
                Map.of(
                    "kafka.bootstrap.servers",
                    broker.saslBootstrapServers(),
                    "kafka.security.protocol",
                    "SASL_PLAINTEXT",
                    "kafka.user",
                    "quakes",
                    "kafka.password",
                    PASSWORD))));
  }

  private static String escaped(String address) {
    return address.replace(":", "\\:");
  }
}
