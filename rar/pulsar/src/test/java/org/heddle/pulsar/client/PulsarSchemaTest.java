package org.heddle.pulsar.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.SubscriptionInitialPosition;
import org.heddle.api.SchemaException;
import org.heddle.api.Topic;
import org.heddle.brokers.pulsar.PulsarBroker;
import org.heddle.contract.Inbox;
import org.heddle.spi.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Topics that have a schema of Pulsar's. */
@ExtendWith(SharedBroker.class)
class PulsarSchemaTest {

  /** What the topic holds, for Pulsar's own JSON schema. */
  public static final class Order {
    public String item;
    public int count;

    public Order() {}

    Order(String item, int count) {
      this.item = item;
      this.count = count;
    }
  }

  private final Topic topic = Topic.parse("q2/public/default/" + UUID.randomUUID());
  private final String name = TopicNames.of(topic);

  @Test
  void shouldExchangeMessagesWithOthersThatHaveAJsonSchema(PulsarBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker);
        PlainClient plain = new PlainClient(broker);
        Consumer<Order> theirs =
            plain
                .client()
                .newConsumer(Schema.JSON(Order.class))
                .topic(name)
                .subscriptionName("theirs")
                .subscriptionInitialPosition(SubscriptionInitialPosition.Earliest)
                .subscribe();
        Producer<Order> producer =
            plain.client().newProducer(Schema.JSON(Order.class)).topic(name).create()) {
      Inbox ours = client.open(topic, "ours");
      producer.send(new Order("größe", 3));
      Delivery delivery = ours.next();
      assertThat(Inbox.text(delivery)).contains("\"item\":\"größe\"").contains("\"count\":3");

      client.send(topic, "{\"item\":\"tea\",\"count\":1}");
      client.settle(
          List.of(TestClient.pending(topic, "{\"item\":\"oil\",\"count\":2}")), List.of(delivery));
      assertThat(next(theirs)).isEqualTo("größe 3");
      assertThat(next(theirs)).isEqualTo("tea 1");
      assertThat(next(theirs)).isEqualTo("oil 2");
    }
  }

  private static String next(Consumer<Order> consumer) throws Exception {
    Message<Order> message = consumer.receive(10, TimeUnit.SECONDS);
    assertThat(message.getSchemaVersion()).isNotNull();
    return message.getValue().item + " " + message.getValue().count;
  }

  @Test
  void shouldSayThatTheContentDoesNotFitTheSchema(PulsarBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker);
        PlainClient plain = new PlainClient(broker);
        Producer<Order> producer =
            plain.client().newProducer(Schema.JSON(Order.class)).topic(name).create()) {
      assertThat(producer.isConnected()).isTrue();
      assertThatThrownBy(() -> client.send(topic, "no JSON"))
          .isInstanceOf(SchemaException.class)
          .hasMessageContaining(topic.toString());
      assertThatThrownBy(
              () -> client.settle(List.of(TestClient.pending(topic, "no JSON")), List.of()))
          .isInstanceOf(SchemaException.class);
    }
  }
}
