package org.heddle.mqtt.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.heddle.api.ConsumerType;
import org.heddle.api.Topic;
import org.heddle.brokers.ChildProcess;
import org.heddle.brokers.JavaCommand;
import org.heddle.brokers.mqtt.ArtemisBroker;
import org.heddle.brokers.mqtt.MosquittoBroker;
import org.heddle.brokers.mqtt.MqttBroker;
import org.heddle.contract.Inbox;
import org.heddle.spi.Delivery;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Brokers that are killed while messages are held, and servers that are. */
class MqttOutageTest {

  private static final Duration MOMENT = Duration.ofMillis(300);
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Topic topic = Topic.of("outage-" + UUID.randomUUID());

  private static MqttBroker start(String broker) {
    if (broker.equals("Artemis")) {
      return ArtemisBroker.start();
    }
    assumeTrue(MosquittoBroker.isInstalled(), Brokers.NOT_INSTALLED);
    return MosquittoBroker.start();
  }

  private static TestClient client(MqttBroker broker, String version) {
    return TestClient.of(broker.serverUri(), bean -> bean.setProtocolVersion(version));
  }

  @ParameterizedTest
  @CsvSource({"Artemis, 3.1.1", "Artemis, 5", "mosquitto, 3.1.1", "mosquitto, 5"})
  void shouldNeitherLoseNorRepeatWhatIsHeldWhileTheBrokerIsAway(String make, String version)
      throws Exception {
    try (MqttBroker broker = start(make);
        TestClient client = client(broker, version)) {
      Inbox inbox = client.open(topic, "s");
      client.send(topic, "finished before", "finished meanwhile", "finished after", "given back");
      List<Delivery> held = inbox.next(4);
      inbox.acknowledge(held.get(0));
      TestClient.awaitAcknowledgements(inbox);

      broker.kill();
      inbox.acknowledge(held.get(1));
      broker.restart();
      sendUntilTaken(client, "new");
      assertThat(Inbox.text(inbox.next())).isEqualTo("new");
      inbox.acknowledge(held.get(2));
      inbox.consumer().negativeAcknowledge(held.get(3), Duration.ZERO);

      assertThat(inbox.acknowledge(1)).containsExactly("given back");
      assertThat(inbox.next(MOMENT)).isNull();
      inbox.consumer().close();
      assertThatOnly(client.open(topic, "s"), "new");
    }
  }

  private void sendUntilTaken(TestClient client, String text) {
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptions()
        .until(
            () -> {
              client.send(topic, text);
              return true;
            });
  }

  @ParameterizedTest
  @CsvSource({"Artemis, 3.1.1", "Artemis, 5", "mosquitto, 3.1.1", "mosquitto, 5"})
  void shouldDeliverAgainWhatAKilledServerHeldAndPublishItsWill(String make, String version)
      throws Exception {
    Topic wills = Topic.parse("wills/" + UUID.randomUUID());
    try (MqttBroker broker = start(make);
        TestClient client = client(broker, version);
        ChildProcess process = ChildProcess.create("doomed-server")) {
      Inbox obituaries = client.open(wills, "s");
      client.open(topic, "s", ConsumerType.EXCLUSIVE).consumer().close();
      client.send(topic, "a", "b", "c");
      Path done = process.directory().resolve("done");
      process.start(
          new JavaCommand(
              Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                  .map(Path::of)
                  .toList(),
              List.of("-Xmx128m"),
              DoomedServer.class.getName(),
              List.of(
                  broker.serverUri(),
                  version,
                  topic.toString(),
                  wills.toString(),
                  done.toString())),
          () -> java.nio.file.Files.exists(done),
          PATIENCE);

      process.kill();

      assertThat(obituaries.acknowledge(1)).containsExactly("killed");
      Inbox next = client.open(topic, "s", ConsumerType.EXCLUSIVE);
      assertThatOnly(next, "a", "c");
    }
  }

  private static void assertThatOnly(Inbox inbox, String... texts) {
    assertThat(inbox.acknowledge(texts.length)).containsExactly(texts);
    assertThat(inbox.next(MOMENT)).isNull();
  }
}
