package org.heddle.kafka.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.heddle.contract.Patience.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.NewPartitions;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.SubscriptionInUseException;
import org.heddle.api.Topic;
import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.contract.Inbox;
import org.heddle.spi.Delivery;
import org.heddle.spi.OutboundRecord;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@ExtendWith(SharedBroker.class)
class KafkaSubscriptionTest {

  private final Topic topic = Topic.of("subscription-" + UUID.randomUUID());
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
  void shouldStartWithTheLatestAndStayThereThoughClosedAtOnce() throws Exception {
    client.send(topic, "before");
    latest(topic).consumer().close();
    client.send(topic, "after");

    assertThat(latest(topic).acknowledge(1)).containsExactly("after");
  }

  @Test
  void shouldStartWithTheLatestOfEveryPartition() throws Exception {
    client.backend().topics().create(topic.toString(), 2);
    sendKeyed(0, 20);
    Inbox inbox = latest(topic);
    sendKeyed(20, 40);

    assertThat(inbox.acknowledge(20))
        .containsExactlyInAnyOrderElementsOf(
            IntStream.range(20, 40).mapToObj(i -> "" + i).toList());
  }

  @Test
  void shouldStartWithTheLatestWhereTheGroupReadsAnotherTopicAlready() throws Exception {
    Topic other = Topic.of("other-" + UUID.randomUUID());
    Inbox first = latest(other);
    client.send(topic, "before");

    Inbox second = latest(topic);
    client.send(topic, "after");
    client.send(other, "elsewhere");

    assertThat(second.acknowledge(1)).containsExactly("after");
    assertThat(first.acknowledge(1)).containsExactly("elsewhere");
  }

  @Test
  void shouldReadPartitionsThatAreAddedFromTheirBeginning() throws Exception {
    client.close();
    client =
        TestClient.of(
            broker.bootstrapServers(), bean -> bean.setProperties("metadata.max.age.ms=500"));
    Inbox inbox = latest(topic);
    try (var admin = Native.admin(broker.bootstrapServers())) {
      admin.createPartitions(Map.of(name, NewPartitions.increaseTo(2))).all().get();
    }
    List<Integer> partitions = new ArrayList<>();
    AtomicInteger number = new AtomicInteger();
    await()
        .until(
            () -> {
              String text = "" + number.getAndIncrement();
              partitions.add(((KafkaMessageId) client.send(topic, keyed(text))).partition());
              return partitions.contains(1);
            });

    assertThat(inbox.acknowledge(number.get())).doesNotHaveDuplicates().hasSize(number.get());
  }

  @Test
  void shouldRefuseASecondExclusiveConsumer() {
    open(ConsumerType.EXCLUSIVE);

    assertThatThrownBy(() -> open(ConsumerType.EXCLUSIVE))
        .isInstanceOf(SubscriptionInUseException.class)
        .hasMessageContaining(subscription)
        .hasMessageContaining(topic.toString());
  }

  @Test
  void shouldRefuseConsumersOfAnotherType() {
    open(ConsumerType.SHARED);

    for (ConsumerType type : List.of(ConsumerType.EXCLUSIVE, ConsumerType.FAILOVER)) {
      assertThatThrownBy(() -> open(type)).isInstanceOf(SubscriptionInUseException.class);
    }
  }

  @RepeatedTest(3)
  void shouldLetOneOfTwoExclusiveConsumersInThatComeTogether() throws Exception {
    client.backend().topics().create(topic.toString());
    List<CompletableFuture<Inbox>> attempts = new ArrayList<>();
    for (int i = 0; i < 2; i++) {
      attempts.add(CompletableFuture.supplyAsync(() -> open(ConsumerType.EXCLUSIVE)));
    }

    await().until(() -> attempts.stream().allMatch(CompletableFuture::isDone));

    assertThat(attempts.stream().filter(CompletableFuture::isCompletedExceptionally)).hasSize(1);
  }

  @Test
  void shouldHandOverToTheStandby() throws Exception {
    Inbox first = open(ConsumerType.FAILOVER);
    Inbox standby = open(ConsumerType.FAILOVER);
    client.send(topic, "a", "b", "c");
    assertThat(first.acknowledge(1)).containsExactly("a");

    first.consumer().close();

    assertThat(standby.acknowledge(2)).containsExactly("b", "c");
  }

  @Test
  void shouldDeleteTheGroupOnUnsubscribe() throws Exception {
    client.send(topic, "a", "b");
    Inbox inbox = client.open(topic, subscription);
    inbox.acknowledge(1);

    inbox.consumer().unsubscribe();

    try (var admin = Native.admin(broker.bootstrapServers())) {
      assertThat(admin.listGroups().all().get())
          .noneMatch(group -> group.groupId().equals(subscription));
    }
    assertThat(client.open(topic, subscription).acknowledge(2)).containsExactly("a", "b");
  }

  @Test
  void shouldNotUnsubscribeWhileThereAreOtherConsumers() {
    Inbox first = client.open(topic, subscription);
    client.open(topic, subscription);

    assertThatThrownBy(() -> first.consumer().unsubscribe())
        .isInstanceOf(SubscriptionInUseException.class)
        .hasMessageContaining(subscription);
  }

  @Test
  void shouldUnsubscribeFromOneTopicOfAGroupThatReadsTwo() throws Exception {
    Topic other = Topic.of("other-" + UUID.randomUUID());
    client.send(other, "x", "y");
    Inbox staying = client.open(other, subscription);
    staying.acknowledge(1);
    client.send(topic, "a");
    Inbox leaving = client.open(topic, subscription);
    leaving.acknowledge(1);

    leaving.consumer().unsubscribe();

    assertThat(staying.acknowledge(1)).containsExactly("y");
    assertThat(client.open(topic, subscription).acknowledge(1)).containsExactly("a");
  }

  @ParameterizedTest
  @CsvSource({"CONSUMER", "CLASSIC"})
  void shouldLoseAndDoubleNothingWhenAConsumerJoinsAndLeaves(String protocol) throws Exception {
    client.close();
    client = TestClient.of(broker.bootstrapServers(), bean -> bean.setGroupProtocol(protocol));
    client.backend().topics().create(topic.toString(), 2);
    int total = 400;
    sendKeyed(0, total);
    Map<String, Integer> acknowledged = new HashMap<>();
    Inbox first = client.open(topic, subscription);
    acknowledgeEverySecond(first, 100, acknowledged);

    Inbox second = client.open(topic, subscription);
    await().until(() -> finish(second.consumer().poll(), acknowledged));
    acknowledgeEverySecond(first, 50, acknowledged);
    acknowledgeEverySecond(second, 50, acknowledged);
    second.consumer().close();

    while (acknowledged.size() < total) {
      finish(first.next(), acknowledged);
    }
    assertThat(new TreeSet<>(acknowledged.values())).containsExactly(1);
  }

  private static void acknowledgeEverySecond(
      Inbox inbox, int count, Map<String, Integer> acknowledged) {
    List<Delivery> others = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Delivery delivery = inbox.next(Duration.ofSeconds(2));
      if (i % 2 == 0) {
        finish(delivery, acknowledged);
      } else if (delivery != null) {
        others.add(delivery);
      }
    }
    others.forEach(delivery -> inbox.consumer().negativeAcknowledge(delivery, Duration.ZERO));
  }

  /** Acknowledges and counts what is still this consumer's. */
  private static boolean finish(Delivery delivery, Map<String, Integer> acknowledged) {
    if (delivery == null || !((KafkaDelivery) delivery).finish()) {
      return false;
    }
    acknowledged.merge(Inbox.text(delivery), 1, Integer::sum);
    return true;
  }

  private Inbox open(ConsumerType type) {
    return client.open(topic, subscription, InitialPosition.EARLIEST, type);
  }

  private Inbox latest(Topic topic) {
    return client.open(topic, subscription, InitialPosition.LATEST, ConsumerType.SHARED);
  }

  private static OutboundRecord keyed(String text) {
    return new OutboundRecord(text.getBytes(UTF_8), Map.of(), Optional.of(text));
  }

  private void sendKeyed(int from, int to) throws Exception {
    client.sendKeyed(topic, IntStream.range(from, to).mapToObj(i -> "" + i).toList());
  }
}
