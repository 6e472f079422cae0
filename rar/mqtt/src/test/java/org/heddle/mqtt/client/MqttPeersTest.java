package org.heddle.mqtt.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.heddle.api.Topic;
import org.heddle.brokers.mqtt.MosquittoBroker;
import org.heddle.brokers.mqtt.MqttBroker;
import org.heddle.contract.Inbox;
import org.heddle.spi.Delivery;
import org.heddle.spi.OutboundRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages to and from mosquitto's own clients. */
@ExtendWith(Brokers.Shared.class)
@Timeout(60)
class MqttPeersTest {

  private static final String TEXT = "größer als 💡 and العربية";

  private static final Map<String, String> RETAINED = Map.of("retained", "true");

  private final Topic topic = Topic.parse("q1/peers/tøpics/" + UUID.randomUUID());
  private MqttBroker broker;

  @BeforeEach
  void find(Brokers brokers) {
    broker = brokers.mosquitto();
    try {
      MosquittoBroker.executable("mosquitto_pub");
    } catch (IllegalStateException e) {
      assumeTrue(false, e.getMessage());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"3.1.1", "5"})
  void shouldReceiveWhatAForeignPeerPublishes(String version) throws Exception {
    try (TestClient client = client(version)) {
      Inbox inbox = client.open(topic, "s");
      Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
      publish("-m", TEXT);
      publish("-m", TEXT);

      Delivery first = inbox.next();
      assertThat(Inbox.text(first)).isEqualTo(TEXT);
      assertThat(first.properties()).isEmpty();
      assertThat(first.key()).isEmpty();
      assertThat(first.publishTime()).isBetween(before, Instant.now());
      assertThat(inbox.next().id()).isNotEqualTo(first.id());
    }
  }

  @Test
  void shouldReceiveTheUserPropertiesOfAForeignPeer() throws Exception {
    try (TestClient client = client("5")) {
      Inbox inbox = client.open(topic, "s");
      publish("-V", "5", "-D", "publish", "user-property", "größe", "50% 💡", "-m", TEXT);

      Delivery delivery = inbox.next();
      assertThat(Inbox.text(delivery)).isEqualTo(TEXT);
      assertThat(delivery.properties()).isEqualTo(Map.of("größe", "50% 💡"));
    }
  }

  @Test
  void shouldSendABarePayloadAndUserPropertiesByMqtt5() throws Exception {
    try (TestClient client = client("5")) {
      client.send(topic, withProperty(), Map.of("contentType", "text/plain", "retained", "true"));

      assertThat(received("-V", "5", "-F", "%C|%P|%p"))
          .startsWith("text/plain|")
          .endsWith("|" + TEXT)
          .contains("größe:50% 💡", "heddle-id:", "heddle-time:", "heddle-key:schlüssel");
    }
  }

  @Test
  void shouldSendABarePayloadWhereTheEnvelopeIsSpared() throws Exception {
    try (TestClient client =
        TestClient.of(broker.serverUri(), bean -> bean.setPlainPayload(true))) {
      Inbox inbox = client.open(topic, "s");
      client.send(topic, TestClient.record(TEXT), RETAINED);

      assertThat(received()).isEqualTo(TEXT);
      assertThat(inbox.acknowledge(1)).containsExactly(TEXT);
    }
  }

  /** In hexadecimal digits; {@code docs/mqtt-envelope.md} tells a peer what to skip. */
  @Test
  void shouldSendTheDocumentedEnvelopeByMqtt3() throws Exception {
    try (TestClient client = client("3.1.1")) {
      client.send(topic, withProperty(), RETAINED);

      String hex = received("-F", "%x");
      assertThat(hex).startsWith("ff48444c01");
      int entries = Integer.parseInt(hex.substring(10, 18), 16);
      byte[] payload = java.util.HexFormat.of().parseHex(hex.substring(18 + 2 * entries));
      assertThat(new String(payload, UTF_8)).isEqualTo(TEXT);
    }
  }

  @Test
  void shouldUnderstandBothVersionsOfHeddle() throws Exception {
    try (TestClient old = client("3.1.1");
        TestClient young = client("5")) {
      Inbox inbox = young.open(topic, "s");
      old.send(topic, withProperty(), Map.of());

      Delivery delivery = inbox.next();
      assertThat(Inbox.text(delivery)).isEqualTo(TEXT);
      assertThat(delivery.key()).contains("schlüssel");
      assertThat(delivery.properties()).isEqualTo(Map.of("größe", "50% 💡"));
    }
  }

  private TestClient client(String version) {
    return TestClient.of(broker.serverUri(), bean -> bean.setProtocolVersion(version));
  }

  private static OutboundRecord withProperty() {
    return new OutboundRecord(
        TEXT.getBytes(UTF_8), Map.of("größe", "50% 💡"), Optional.of("schlüssel"));
  }

  private String name() {
    return TopicNames.of(topic);
  }

  private List<String> command(String program, String... more) {
    String port = broker.serverUri().replaceAll(".*:", "");
    List<String> line = new ArrayList<>();
    line.add(MosquittoBroker.executable(program).toString());
    line.addAll(List.of("-h", "127.0.0.1", "-p", port, "-q", "1"));
    line.addAll(List.of(more));
    return line;
  }

  private void publish(String... more) throws IOException {
    List<String> line = command("mosquitto_pub", "-t", name());
    line.addAll(List.of(more));
    output(line);
  }

  /** What the peer prints of the message that is retained; its output comes when it ends. */
  private String received(String... format) throws IOException {
    List<String> line = command("mosquitto_sub", "-t", name(), "-C", "1", "-W", "20");
    line.addAll(List.of(format));
    return output(line).stripTrailing();
  }

  private static String output(List<String> line) throws IOException {
    ProcessBuilder builder = new ProcessBuilder(line).redirectErrorStream(true);
    builder.environment().put("LC_ALL", "C.UTF-8");
    Process process = builder.start();
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(process.onExit().join().exitValue()).as(output).isZero();
    return output;
  }
}
