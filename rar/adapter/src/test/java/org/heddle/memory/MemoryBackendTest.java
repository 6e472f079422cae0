package org.heddle.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.InvalidTopicException;
import org.heddle.api.MessageTooLargeException;
import org.heddle.api.Topic;
import org.heddle.api.TopicAdministration;
import org.heddle.api.UnknownTopicException;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.Delivery;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.SubscriptionSpec;
import org.junit.jupiter.api.Test;

class MemoryBackendTest {

  private static final String TOPIC = "q1/tg/flow/orders";
  private static final String BEST_EFFORT = "q0/tg/flow/orders";

  private final BrokerFixture broker = new BrokerFixture();

  @Test
  void shouldCarryAllThatAccompaniesAPayload() {
    BackendConsumer consumer = broker.consumer(TOPIC, "s");
    Instant before = Instant.ofEpochMilli(System.currentTimeMillis());
    OutboundRecord sent =
        new OutboundRecord(new byte[0], Map.of("é", ""), Optional.of("schlüssel"));
    Object id = broker.producer(TOPIC).send(sent).join();
    Delivery delivery = consumer.poll();
    assertThat(delivery.payload()).isEmpty();
    assertThat(delivery.properties()).containsExactly(Map.entry("é", ""));
    assertThat(delivery.key()).contains("schlüssel");
    assertThat(delivery.id()).isEqualTo(id).hasToString("1");
    assertThat(delivery.deliveryCount()).isEqualTo(1);
    assertThat(delivery.publishTime()).isBetween(before, Instant.now());
    assertThat(delivery.consumer()).isSameAs(consumer);
  }

  @Test
  void shouldTreatQualitiesOfOneTopicAsOneQueue() {
    BackendConsumer consumer = broker.consumer("q2/a/b/c", "s");
    broker.sendAll("q1/a/b/c", "one");
    broker.sendAll("q2/a/b/c", "two");
    broker.sendAll("a/b/c", "native");
    broker.sendAll("q1/a/b/d", "other");
    assertThat(broker.receiveAll(consumer)).containsExactly("one", "two", "native");
  }

  @Test
  void shouldDropBestEffortWhenNobodyListens() {
    broker.sendAll(BEST_EFFORT, "lost");
    assertThat(broker.backend.topics().exists(BEST_EFFORT)).isFalse();
    BackendConsumer consumer = broker.earliest(BEST_EFFORT, "s");
    broker.sendAll(BEST_EFFORT, "heard");
    assertThat(broker.receiveAll(consumer)).containsExactly("heard");
    broker.sendAll(BEST_EFFORT, "undelivered");
    consumer.close();
    broker.sendAll(BEST_EFFORT, "unheard");
    assertThat(broker.earliest(BEST_EFFORT, "s").poll()).isNull();
    assertThat(broker.earliest(BEST_EFFORT, "t").poll()).isNull();
  }

  @Test
  void shouldNotRedeliverBestEffort() {
    BackendConsumer consumer = broker.consumer(BEST_EFFORT, "s");
    broker.sendAll(BEST_EFFORT, "a", "b");
    consumer.negativeAcknowledge(consumer.poll(), Duration.ZERO);
    consumer.poll();
    consumer.close();
    assertThat(broker.consumer(BEST_EFFORT, "s").poll()).isNull();
  }

  @Test
  void shouldCountAsAcknowledgedWhatABestEffortConsumerPolls() {
    BackendConsumer consumer = broker.consumer(BEST_EFFORT, "s");
    broker.sendAll(TOPIC, "a", "b");
    assertThat(BrokerFixture.text(consumer.poll())).isEqualTo("a");
    consumer.close();
    assertThat(broker.receiveAll(broker.consumer(BEST_EFFORT, "s"))).containsExactly("b");
  }

  @Test
  void shouldRefuseAMessageThatIsTooLarge() {
    BrokerFixture small = new BrokerFixture(new MemorySettings("b", 10_000, 10, Duration.ZERO));
    OutboundRecord record = new OutboundRecord(new byte[8], Map.of("k", "v"), Optional.of("x"));
    assertThat(small.producer(TOPIC).send(record))
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOfSatisfying(
            MessageTooLargeException.class,
            e -> {
              assertThat(e.size()).isEqualTo(11);
              assertThat(e.limit()).isEqualTo(10);
            })
        .withMessageContainingAll(TOPIC, "maxMessageBytes");
    small.sendAll(TOPIC, "0123456789");
  }

  @Test
  void shouldCreateFindAndDeleteTopics() {
    TopicAdministration topics = broker.backend.topics();
    assertThat(topics.exists(TOPIC)).isFalse();
    assertThat(topics.create(TOPIC)).isTrue();
    assertThat(topics.create("q2/tg/flow/orders", 1)).isFalse();
    assertThat(topics.exists("tg/flow/orders")).isTrue();
    assertThat(topics.delete(TOPIC)).isTrue();
    assertThat(topics.delete(TOPIC)).isFalse();
    broker.sendAll("implicit", "a");
    assertThat(topics.exists("implicit")).isTrue();
  }

  @Test
  void shouldRefuseTopicsThatItCannotHave() {
    TopicAdministration topics = broker.backend.topics();
    assertThatThrownBy(() -> topics.create("q1/too/short"))
        .isInstanceOf(InvalidTopicException.class);
    assertThatThrownBy(() -> topics.exists("")).isInstanceOf(InvalidTopicException.class);
    assertThatThrownBy(() -> topics.delete(null)).isInstanceOf(InvalidTopicException.class);
  }

  @Test
  void shouldEndTheConsumersOfADeletedTopic() {
    Probe probe = new Probe();
    BackendConsumer consumer =
        broker.consumer(TOPIC, "s", InitialPosition.LATEST, ConsumerType.SHARED, probe);
    broker.sendAll(TOPIC, "a", "b", "c");
    Delivery a = consumer.poll();
    consumer.negativeAcknowledge(consumer.poll(), Duration.ofSeconds(1));
    broker.backend.topics().delete(TOPIC);
    assertThat(probe.failure())
        .isInstanceOf(UnknownTopicException.class)
        .hasMessageContaining(TOPIC);
    assertThat(broker.context.due()).isEmpty();
    assertThat(consumer.poll()).isNull();
    consumer.acknowledge(a);
    consumer.negativeAcknowledge(a, Duration.ZERO);
    assertThatThrownBy(consumer::unsubscribe).isInstanceOf(AlreadyClosedException.class);
    consumer.close();
    broker.sendAll(TOPIC, "d");
    assertThat(broker.receiveAll(broker.earliest(TOPIC, "s"))).containsExactly("d");
  }

  @Test
  void shouldKeepBrokersApart() {
    BrokerFixture other = new BrokerFixture(MemorySettings.defaults().withBrokerName("other"));
    broker.sendAll(TOPIC, "a");
    assertThat(other.earliest(TOPIC, "s").poll()).isNull();
  }

  @Test
  void shouldRefuseClientProperties() {
    Topic topic = Topic.parse(TOPIC);
    Map<String, String> properties = Map.of("linger.ms", "5");
    assertThatThrownBy(() -> broker.backend.openProducer(new ProducerSpec(topic, properties)))
        .isInstanceOf(UnsupportedByBrokerException.class)
        .hasMessageContainingAll(TOPIC, "linger.ms");
    SubscriptionSpec spec =
        new SubscriptionSpec(topic, "s", InitialPosition.LATEST, ConsumerType.SHARED, properties);
    assertThatThrownBy(() -> broker.backend.openConsumer(spec, new Probe()))
        .isInstanceOf(UnsupportedByBrokerException.class);
  }

  @Test
  void shouldDoNothingAfterItIsClosed() {
    BackendProducer producer = broker.producer(TOPIC);
    BackendConsumer consumer = broker.consumer(TOPIC, "s");
    broker.sendAll(TOPIC, "a", "b");
    consumer.negativeAcknowledge(consumer.poll(), Duration.ofSeconds(1));
    Delivery b = consumer.poll();
    broker.backend.ping();
    broker.backend.close();
    broker.backend.close();
    assertThat(broker.context.due()).isEmpty();
    assertThat(consumer.poll()).isNull();
    consumer.acknowledge(b);
    consumer.close();
    assertThatThrownBy(() -> producer.send(BrokerFixture.record("c")))
        .isInstanceOf(AlreadyClosedException.class);
    assertThatThrownBy(() -> broker.producer(TOPIC)).isInstanceOf(AlreadyClosedException.class);
    assertThatThrownBy(() -> broker.consumer(TOPIC, "s"))
        .isInstanceOf(AlreadyClosedException.class);
    assertThatThrownBy(
            () ->
                broker.backend.settle(
                    BrokerFixture.unit(List.of(BrokerFixture.pending(TOPIC, "x")))))
        .isInstanceOf(AlreadyClosedException.class);
    assertThatThrownBy(() -> broker.backend.topics().exists(TOPIC))
        .isInstanceOf(AlreadyClosedException.class);
    assertThatThrownBy(broker.backend::ping).isInstanceOf(AlreadyClosedException.class);
  }

  @Test
  void shouldRefuseToSendThroughAClosedProducer() {
    BackendProducer producer = broker.producer(TOPIC);
    producer.close();
    producer.close();
    assertThatThrownBy(() -> producer.send(BrokerFixture.record("a")))
        .isInstanceOf(AlreadyClosedException.class)
        .hasMessageContaining(TOPIC);
  }
}
