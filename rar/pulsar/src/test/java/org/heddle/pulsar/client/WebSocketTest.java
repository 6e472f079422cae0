package org.heddle.pulsar.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.heddle.api.Topic;
import org.heddle.brokers.pulsar.PulsarBroker;
import org.heddle.contract.Inbox;
import org.heddle.spi.Delivery;
import org.heddle.spi.OutboundRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Messages exchanged with Pulsar's own WebSocket service, which knows nothing of the client. */
@ExtendWith(SharedBroker.class)
class WebSocketTest {

  private final Topic topic = Topic.parse("q1/public/default/ws-" + UUID.randomUUID());

  /** One end of a WebSocket, with what came in. */
  private static final class Peer implements WebSocket.Listener, AutoCloseable {
    private final BlockingQueue<String> received = new LinkedBlockingQueue<>();
    private final StringBuilder part = new StringBuilder();
    private final WebSocket socket;

    Peer(PulsarBroker broker, String path) throws Exception {
      socket =
          HttpClient.newHttpClient()
              .newWebSocketBuilder()
              .buildAsync(
                  URI.create(broker.adminUrl().replace("http://", "ws://") + "/ws/v2/" + path),
                  this)
              .get(30, TimeUnit.SECONDS);
    }

    @Override
    public CompletionStage<?> onText(WebSocket from, CharSequence data, boolean last) {
      part.append(data);
      if (last) {
        received.add(part.toString());
        part.setLength(0);
      }
      from.request(1);
      return null;
    }

    void send(String json) throws Exception {
      socket.sendText(json, true).get(30, TimeUnit.SECONDS);
    }

    String next() throws InterruptedException {
      String json = received.poll(30, TimeUnit.SECONDS);
      assertThat(json).isNotNull();
      return json;
    }

    @Override
    public void close() {
      socket.abort();
    }
  }

  private String path(String kind) {
    return kind + "/" + TopicNames.of(topic).replace("://", "/");
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(UTF_8));
  }

  @Test
  void shouldReceiveWhatAWebSocketSends(PulsarBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker)) {
      Inbox inbox = client.open(topic, "ours");
      try (Peer producer = new Peer(broker, path("producer"))) {
        producer.send(
            "{\"payload\":\""
                + base64("größe 💡")
                + "\",\"properties\":{\"id\":\"42\",\"ключ\":\"значение\"},\"key\":\"schlüssel\"}");
        assertThat(producer.next()).contains("\"result\":\"ok\"");
      }
      Delivery delivery = inbox.next();
      assertThat(Inbox.text(delivery)).isEqualTo("größe 💡");
      assertThat(delivery.properties())
          .containsExactlyInAnyOrderEntriesOf(Map.of("id", "42", "ключ", "значение"));
      assertThat(delivery.key()).contains("schlüssel");
    }
  }

  @Test
  void shouldSendWhatAWebSocketReceives(PulsarBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker)) {
      client.open(topic, "theirs").consumer().close();
      client.send(
          topic,
          new OutboundRecord(
              "größe 💡".getBytes(UTF_8),
              Map.of("id", "42", "ключ", "значение"),
              Optional.of("schlüssel")));
      try (Peer consumer = new Peer(broker, path("consumer") + "/theirs?subscriptionType=Shared")) {
        String json = consumer.next();
        assertThat(json)
            .contains("\"payload\":\"" + base64("größe 💡") + "\"")
            .contains("\"id\":\"42\"")
            .contains("\"ключ\":\"значение\"")
            .contains("\"key\":\"schlüssel\"");
      }
    }
  }
}
