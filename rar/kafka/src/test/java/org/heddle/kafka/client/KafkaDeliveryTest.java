package org.heddle.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.heddle.contract.Patience.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.common.TopicPartition;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.QualityOfService;
import org.heddle.api.Topic;
import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.contract.Inbox;
import org.heddle.spi.Delivery;
import org.heddle.spi.OutboundRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class KafkaDeliveryTest {

  private final Topic topic = Topic.of("delivery-" + UUID.randomUUID());
  private final String name = TopicNames.of(topic);
  private final String subscription = "s-" + UUID.randomUUID();
  private KafkaBroker broker;
  private TestClient client;

  @BeforeEach
  void open(KafkaBroker shared) {
    broker = shared;
    client = TestClient.of(shared.bootstrapServers());
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void shouldCarryPayloadKeyAndProperties() throws Exception {
    Map<String, String> properties = Map.of("id", "42", "leer", "", "größe", "☃ 🦆");
    client.send(topic, new OutboundRecord(new byte[] {0, -1, 2}, properties, Optional.of("ключ")));

    Inbox inbox = client.open(topic, subscription);
    Delivery delivery = inbox.next();

    assertThat(delivery.payload()).containsExactly(0, -1, 2);
    assertThat(delivery.properties()).isEqualTo(properties);
    assertThat(delivery.key()).contains("ключ");
    assertThat(delivery.id()).isEqualTo(new KafkaMessageId(name, 0, 0)).hasToString(name + "-0@0");
    assertThat(delivery.deliveryCount()).isEqualTo(1);
    assertThat(delivery.publishTime()).isBetween("2020-01-01T00:00:00Z", "2100-01-01T00:00:00Z");
  }

  @Test
  void shouldTellHowManyMessagesAreNotAcknowledged() throws Exception {
    client.send(topic, "a", "b", "c", "d", "e");
    try (TestClient few = TestClient.of(broker.bootstrapServers(), bean -> bean.setPrefetch(2))) {
      Inbox inbox = few.open(topic, subscription);
      await().untilAsserted(() -> assertThat(inbox.consumer().lag()).hasValue(5));

      inbox.acknowledge(3);

      await().untilAsserted(() -> assertThat(inbox.consumer().lag()).hasValue(2));
      inbox.acknowledge(2);
      await().untilAsserted(() -> assertThat(inbox.consumer().lag()).hasValue(0));
      inbox.consumer().close();
      assertThat(inbox.consumer().lag()).isEmpty();
    }
  }

  @Test
  void shouldGoOnAfterCloseWithWhatWasNotAcknowledged() throws Exception {
    client.send(topic, "a", "b", "c", "d", "e");
    Inbox first = client.open(topic, subscription);
    List<Delivery> deliveries = first.next(5);
    first.acknowledge(deliveries.get(0));
    first.acknowledge(deliveries.get(2));
    first.acknowledge(deliveries.get(4));
    first.consumer().close();

    Inbox second = client.open(topic, subscription);

    assertThat(Inbox.texts(second.next(2))).containsExactly("b", "d");
    assertThat(second.next(Duration.ofMillis(300))).isNull();
    assertThat(
            Native.committed(broker.bootstrapServers(), subscription)
                .get(new TopicPartition(name, 0)))
        .satisfies(
            committed -> {
              assertThat(committed.offset()).isEqualTo(1);
              assertThat(committed.metadata()).startsWith("h1:");
            });
  }

  @Test
  void shouldCommitSoonWithoutBeingClosed() throws Exception {
    client.send(topic, "a", "b");
    Inbox inbox = client.open(topic, subscription);

    inbox.acknowledge(2);

    awaitCommitted(subscription, 2);
  }

  @Test
  void shouldIgnoreForeignMetadata() throws Exception {
    client.send(topic, "a", "b");
    client.open(topic, subscription).consumer().close();
    try (var admin = Native.admin(broker.bootstrapServers())) {
      admin
          .alterConsumerGroupOffsets(
              subscription,
              Map.of(
                  new TopicPartition(name, 0),
                  new org.apache.kafka.clients.consumer.OffsetAndMetadata(1, "not h1:")))
          .all()
          .get();
    }

    assertThat(client.open(topic, subscription).acknowledge(1)).containsExactly("b");
  }

  @Test
  void shouldRedeliverAfterTheDelayWhileOthersGoOn() throws Exception {
    client.send(topic, "a", "b", "c");
    Inbox inbox = client.open(topic, subscription);
    Delivery refused = inbox.next();
    long before = System.nanoTime();

    inbox.consumer().negativeAcknowledge(refused, Duration.ofMillis(400));

    assertThat(inbox.acknowledge(2)).containsExactly("b", "c");
    Delivery again = inbox.next();
    assertThat(System.nanoTime() - before).isGreaterThanOrEqualTo(400_000_000L);
    assertThat(Inbox.text(again)).isEqualTo("a");
    assertThat(again.id()).isEqualTo(refused.id());
    assertThat(again.deliveryCount()).isEqualTo(2);
  }

  @Test
  void shouldNotCountADeferredDelivery() throws Exception {
    client.send(topic, "a");
    Inbox inbox = client.open(topic, subscription);

    inbox.consumer().defer(inbox.next(), Duration.ZERO);

    assertThat(inbox.next().deliveryCount()).isEqualTo(1);
  }

  @Test
  void shouldIgnoreAnAcknowledgementOfAnEarlierDelivery() throws Exception {
    client.send(topic, "a");
    Inbox inbox = client.open(topic, subscription);
    Delivery first = inbox.next();
    inbox.consumer().negativeAcknowledge(first, Duration.ZERO);
    Delivery second = inbox.next();

    inbox.acknowledge(first);
    inbox.consumer().negativeAcknowledge(first, Duration.ZERO);
    inbox.consumer().negativeAcknowledge(second, Duration.ZERO);

    assertThat(inbox.next().deliveryCount()).isEqualTo(3);
  }

  @Test
  void shouldKeepTheOrderOfAnExclusiveSubscription() throws Exception {
    client.send(topic, "a", "b", "c", "d");
    Inbox inbox =
        client.open(topic, subscription, InitialPosition.EARLIEST, ConsumerType.EXCLUSIVE);
    List<Delivery> two = inbox.next(2);

    inbox.consumer().negativeAcknowledge(two.get(1), Duration.ofMillis(100));
    inbox.consumer().negativeAcknowledge(two.get(0), Duration.ofMillis(300));

    assertThat(Inbox.texts(inbox.next(4))).containsExactly("a", "b", "c", "d");
  }

  @Test
  void shouldTakeBestEffortForAcknowledgedWhenHandedOver() throws Exception {
    Topic bestEffort = topic.withQuality(QualityOfService.BEST_EFFORT);
    client.send(bestEffort, "a");
    Inbox inbox = client.open(bestEffort, subscription);

    inbox.consumer().negativeAcknowledge(inbox.next(), Duration.ZERO);

    awaitCommitted(subscription, 1);
    assertThat(inbox.next(Duration.ofMillis(200))).isNull();
  }

  @Test
  void shouldStayAMemberWhileMessagesAreProcessedForLong() throws Exception {
    client.close();
    client =
        TestClient.of(
            broker.bootstrapServers(), bean -> bean.setProperties("max.poll.interval.ms=1000"));
    client.send(topic, "a", "b");
    Inbox inbox = client.open(topic, subscription);
    Delivery slow = inbox.next();
    KafkaSubscription member = (KafkaSubscription) inbox.consumer();
    int generation = member.membership().generationId();

    // Three intervals go by while "a" is processed, as "b" keeps telling.
    Delivery other = inbox.next();
    for (int i = 0; i < 30; i++) {
      inbox.consumer().negativeAcknowledge(other, Duration.ofMillis(100));
      other = inbox.next();
    }
    inbox.acknowledge(slow);
    inbox.acknowledge(other);

    awaitCommitted(subscription, 2);
    assertThat(member.membership().generationId()).isEqualTo(generation);
    assertThat(inbox.failure()).isNull();
  }

  @Test
  void shouldHoldNoMoreThanItMayPrefetch() throws Exception {
    client.close();
    client = TestClient.of(broker.bootstrapServers(), bean -> bean.setPrefetch(10));
    String[] texts = new String[200];
    for (int i = 0; i < texts.length; i++) {
      texts[i] = "m" + i;
    }
    client.send(topic, texts);
    Inbox inbox = client.open(topic, subscription);

    List<Delivery> held = new ArrayList<>();
    for (Delivery d = inbox.next(); d != null; d = inbox.next(Duration.ofMillis(500))) {
      held.add(d);
    }
    assertThat(held).hasSizeBetween(10, 20);
    held.forEach(inbox::acknowledge);

    assertThat(inbox.acknowledge(200 - held.size())).endsWith("m199");
  }

  @Test
  void shouldHoldTwiceWhatIsTakenAtOnce() throws Exception {
    try (TestClient few = TestClient.of(broker.bootstrapServers(), bean -> bean.setPrefetch(2))) {
      few.send(topic, IntStream.range(0, 40).mapToObj(String::valueOf).toArray(String[]::new));

      Inbox inbox = few.open(topic, subscription, 20);

      assertThat(inbox.next(40)).hasSize(40);
    }
  }

  private void awaitCommitted(String group, long offset) {
    await()
        .untilAsserted(
            () ->
                assertThat(
                        Native.committed(broker.bootstrapServers(), group)
                            .get(new TopicPartition(name, 0))
                            .offset())
                    .isEqualTo(offset));
  }
}
