package org.heddle.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.brokers.kafka.KafkaOptions;
import org.heddle.server.app.Names;
import org.heddle.server.secrets.Indiscretion;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/**
 * The life of one server: started while its Kafka is down, with a login, its application replaced
 * again and again.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ServerLifeIT {

  private static final String APPLICATION = "life";
  private static final String INCOMING = "tg.server.incoming";
  private static final String OUTGOING = "tg.server.outgoing";
  private static final String DEFINED = "tg.server.defined";
  private static final String USER = "alice";
  private static final String PASSWORD = "S3cret:with=signs";
  private static final String CONSUMER = "consumer_background";
  private static final int REDEPLOYMENTS = 10;

  @TempDir private static Path directory;
  private Path war;
  private KafkaBroker broker;
  private KafkaOutside kafka;
  private LifeServer server;
  private List<String> loadersOfAll;

  @BeforeAll
  void startWithoutTheBroker() throws IOException {
    broker = KafkaBroker.start(KafkaOptions.defaults().withSaslPlain(USER, PASSWORD));
    war = export(Application.alone());
    kafka = new KafkaOutside(broker.bootstrapServers());
    broker.kill();
    server = LifeServer.start(properties(), export(Control.application()), war);
  }

  @AfterAll
  void stop() {
    try (KafkaBroker ended = broker) {
      server.close();
    }
  }

  @Test
  @Order(1)
  void shouldDeliverWhenTheBrokerComesUpAfterTheDeployment() throws Exception {
    broker.restart();

    assertDelivers();
    // The second bean looks its connection factory up in the application's own name space.
    Suite.await().until(() -> kafka.topicsInUse(Names.SUBSCRIPTION).contains(DEFINED));
    assertThat(Files.readString(server.log())).doesNotContain("is not bound");
  }

  @Test
  @Order(2)
  void shouldLeakNoThreadAndNoConnectionWhenTheApplicationIsReplaced() throws Exception {
    loadersOfAll = applicationLoaders();
    server.undeploy(APPLICATION);
    awaitEndOfDelivery();
    Map<String, Long> threadsBefore = clientThreads();
    List<String> workersBefore = workerThreads();

    for (int i = 0; i < REDEPLOYMENTS; i++) {
      server.deploy(war);
      assertDelivers();
      server.undeploy(APPLICATION);
      awaitEndOfDelivery();
    }

    // A connection to the broker has a thread of the client library.
    Suite.await().untilAsserted(() -> assertThat(clientThreads()).isEqualTo(threadsBefore));
    // A subscription keeps one of the server's threads, which come and go by the server's rules.
    assertThat(workerThreads()).hasSizeLessThan(workersBefore.size() + REDEPLOYMENTS);
  }

  @Test
  @Order(3)
  @Tag("class-loaders")
  void shouldKeepNoClassLoaderOfAnApplicationThatIsGone() {
    Suite.await()
        .untilAsserted(
            () ->
                assertThat(applicationLoaders())
                    .as("class loaders of applications, with %s gone", APPLICATION)
                    .isNotEmpty()
                    .hasSizeLessThan(loadersOfAll.size()));
  }

  @Test
  @Order(4)
  void shouldPrintNoSecret() throws Exception {
    server.deploy(export(Application.indiscreet()));
    Suite.await()
        .untilAsserted(
            () ->
                assertThat(Files.readString(server.log()))
                    .contains("Delivery of q1/tg/server/secrets")
                    .contains(
                        Stream.of("Kafka", "Pulsar", "Mqtt").map(Indiscretion::done).toList()));
    server.undeploy("secrets");
    server.stop();

    String output = Files.readString(server.log());
    assertThat(output).doesNotContain(PASSWORD).doesNotContain(Indiscretion.SECRET);
  }

  private void assertDelivers() throws Exception {
    String id = UUID.randomUUID().toString();
    kafka.send(INCOMING, "{\"id\":\"%s\",\"deed\":\"SUCCEED\",\"times\":0}".formatted(id));
    kafka.readCommittedUntil(OUTGOING, id);
  }

  private void awaitEndOfDelivery() {
    Suite.await().until(() -> kafka.topicsInUse(Names.SUBSCRIPTION).isEmpty());
    // A consumer leaves its group before its thread ends.
    Suite.await()
        .until(() -> clientThreads().keySet().stream().noneMatch(name -> name.contains(CONSUMER)));
  }

  /** How many threads of each kind the client library has; their names hold numbers. */
  private Map<String, Long> clientThreads() throws Exception {
    return server.control().threads().stream()
        .filter(name -> name.contains("kafka") || name.contains(CONSUMER))
        .collect(
            Collectors.groupingBy(
                name -> name.replaceAll("\\d+", "n"), TreeMap::new, Collectors.counting()));
  }

  private List<String> workerThreads() throws Exception {
    return server.control().threads().stream()
        .filter(name -> name.contains(server.workerThread()))
        .toList();
  }

  private List<String> applicationLoaders() throws Exception {
    return server.control().classLoaders().stream()
        .filter(loader -> loader.contains(server.applicationLoader()))
        .toList();
  }

  private Map<String, String> properties() {
    return Map.of(
        "kafka.bootstrap.servers",
        broker.saslBootstrapServers(),
        "kafka.security.protocol",
        "SASL_PLAINTEXT",
        "kafka.sasl.mechanism",
        "PLAIN",
        "kafka.user",
        USER,
        "kafka.password",
        PASSWORD);
  }

  private Path export(WebArchive war) {
    SuiteServer.chosen().describe(war, properties());
    Path file = directory.resolve(war.getName());
    war.as(ZipExporter.class).exportTo(file.toFile());
    return file;
  }
}
