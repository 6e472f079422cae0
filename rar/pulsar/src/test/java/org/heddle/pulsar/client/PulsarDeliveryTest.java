package org.heddle.pulsar.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.Message;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.MessageId;
import org.heddle.api.SubscriptionInUseException;
import org.heddle.api.Topic;
import org.heddle.brokers.pulsar.PulsarBroker;
import org.heddle.contract.Inbox;
import org.heddle.contract.Patience;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.Delivery;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.PendingSend;
import org.heddle.spi.ProducerSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedBroker.class)
class PulsarDeliveryTest {

  private final Topic topic = Topic.parse("q1/public/default/" + UUID.randomUUID());

  /** As many as fit into a batch, sent so quickly that they become one. */
  private List<MessageId> sendBatch(TestClient client, List<String> texts) throws Exception {
    List<CompletableFuture<MessageId>> answers = new ArrayList<>();
    try (BackendProducer producer =
        client
            .backend()
            .openProducer(
                new ProducerSpec(topic, Map.of("batchingMaxPublishDelayMicros", "100000")))) {
      texts.forEach(text -> answers.add(producer.send(TestClient.record(text))));
      producer.flush();
    }
    List<MessageId> ids = new ArrayList<>();
    for (CompletableFuture<MessageId> answer : answers) {
      assertThat(answer).isCompleted();
      ids.add(answer.get());
    }
    return ids;
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  @Test
  void shouldKnowTheMessagesOfABatchByTheIdsThatTheSenderGot(PulsarBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker)) {
      Inbox inbox = client.open(topic, "s");
      List<MessageId> sent = sendBatch(client, numbers(10));
      assertThat(sent.stream().map(id -> ((PulsarMessageId) id).entry()).distinct()).hasSize(1);
      assertThat(inbox.next(10).stream().map(Delivery::id)).isEqualTo(sent);
      assertThat(sent.stream().map(Object::toString)).doesNotHaveDuplicates();
    }
  }

  @Test
  void shouldNotKeepForABatchWhatSomebodyWaitsFor(PulsarBroker broker) throws Exception {
    // Far longer than anybody waits.
    Map<String, String> slowly = Map.of("batchingMaxPublishDelayMicros", "600000000");
    try (TestClient client = TestClient.of(broker)) {
      Inbox inbox = client.open(topic, "s");
      try (BackendProducer producer =
          client.backend().openProducer(new ProducerSpec(topic, slowly))) {
        CompletableFuture<MessageId> answer = producer.send(TestClient.record("a"));
        producer.push();
        assertThat(answer).succeedsWithin(Patience.LIMIT);
      }
      PendingSend send =
          new PendingSend(
              new ProducerSpec(topic, slowly), TestClient.record("b"), new CompletableFuture<>());
      client.settle(List.of(send), List.of());
      assertThat(inbox.next(2).stream().map(Inbox::text)).containsExactly("a", "b");
    }
  }

  @Test
  void shouldNotDeliverTheFinishedNeighboursOfABatchAgain(PulsarBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker)) {
      Inbox inbox = client.open(topic, "s");
      sendBatch(client, numbers(5));
      List<Delivery> batch = inbox.next(5);
      for (int i : List.of(0, 1, 3, 4)) {
        inbox.acknowledge(batch.get(i));
      }
      inbox.consumer().negativeAcknowledge(batch.get(2), Duration.ofMillis(50));
      Delivery again = inbox.next();
      assertThat(Inbox.text(again)).isEqualTo("2");
      assertThat(again.deliveryCount()).isEqualTo(2);
      inbox.consumer().close();
      Inbox next = client.open(topic, "s");
      assertThat(Inbox.text(next.next())).isEqualTo("2");
      assertThat(next.next(Duration.ofMillis(300))).isNull();
    }
  }

  @Test
  void shouldNotHandOutTwiceWhatTheBrokerDeliversTwice(PulsarBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker)) {
      Inbox inbox = client.open(topic, "s");
      client.send(topic, "a", "b", "c");
      Delivery a = inbox.next();
      Delivery b = inbox.next();
      inbox.consumer().negativeAcknowledge(b, Duration.ofMillis(700));
      ((PulsarSubscription) inbox.consumer()).askAgain();
      assertThat(Inbox.text(inbox.next())).isEqualTo("c");
      assertThat(inbox.next(Duration.ofMillis(300))).isNull();
      Delivery again = inbox.next();
      assertThat(Inbox.text(again)).isEqualTo("b");
      assertThat(again.deliveryCount()).isEqualTo(2);
      inbox.acknowledge(a);
      assertThat(inbox.next(Duration.ofMillis(300))).isNull();
    }
  }

  @Test
  void shouldNotDeliverAgainWhatWasAcknowledgedBeforeTheConsumerWasClosed(PulsarBroker broker)
      throws Exception {
    // Often enough to meet each point of the closing.
    try (TestClient client = TestClient.of(broker, bean -> bean.setAcknowledgeIntervalMillis(1L))) {
      List<String> sent = numbers(100);
      sendBatch(client, sent);
      List<String> taken = new ArrayList<>();
      while (taken.size() < sent.size()) {
        Inbox inbox = client.open(topic, "s", InitialPosition.EARLIEST, ConsumerType.EXCLUSIVE);
        taken.addAll(inbox.acknowledge(1));
        inbox.consumer().close();
      }
      assertThat(taken).isEqualTo(sent);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SHARED", "EXCLUSIVE"})
  void shouldDropWhatIsFinishedWhileTheBrokerDeliversItAgain(ConsumerType type, PulsarBroker broker)
      throws Exception {
    Topic exactlyOnce = Topic.parse("q2/public/default/" + UUID.randomUUID());
    // No room for a second message, which waits in the client then.
    try (TestClient client = TestClient.of(broker, bean -> bean.setPrefetch(2))) {
      Inbox inbox = client.open(exactlyOnce, "s", InitialPosition.EARLIEST, type);
      client.send(exactlyOnce, "a");
      Delivery a = inbox.next();
      PulsarSubscription subscription = (PulsarSubscription) inbox.consumer();
      subscription.askAgain();
      subscription.askAgain();
      client.settle(List.of(), List.of(a));
      assertThat(inbox.next(Duration.ofMillis(500))).isNull();
      client.send(exactlyOnce, "b");
      assertThat(Inbox.text(inbox.next())).isEqualTo("b");
    }
  }

  @ParameterizedTest
  @CsvSource({"SHARED, 1", "EXCLUSIVE, 1", "FAILOVER, 1", "SHARED, 3", "EXCLUSIVE, 3"})
  void shouldGoOnWhenTheBrokerIsAskedWhileTheConsumerConnectsAgain(
      ConsumerType type, int partitions, PulsarBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker)) {
      client.backend().topics().create(topic.toString(), partitions);
      Inbox inbox = client.open(topic, "s", InitialPosition.EARLIEST, type);
      PulsarSubscription subscription = (PulsarSubscription) inbox.consumer();
      for (int round = 0; round < 3; round++) {
        unload(broker);
        Patience.await().pollInterval(Duration.ofMillis(1)).until(subscription::isCutOff);
        while (subscription.isCutOff()) {
          subscription.askAgain();
          TimeUnit.MILLISECONDS.sleep(1);
        }
        String text = "of round " + round;
        client.send(topic, text);
        // What stands before it comes again, since nothing is acknowledged.
        Patience.await().until(() -> nextText(inbox).equals(text));
      }
    }
  }

  private static String nextText(Inbox inbox) {
    Delivery delivery = inbox.next(Duration.ofMillis(100));
    return delivery == null ? "" : Inbox.text(delivery);
  }

  /** Has the broker close the topic, so that its consumers connect again. */
  private void unload(PulsarBroker broker) throws Exception {
    String path = "/admin/v2/" + TopicNames.of(topic).replace("://", "/") + "/unload";
    assertThat(Rest.ask(broker, "PUT", path).statusCode()).isEqualTo(204);
  }

  @Test
  void shouldLetOneMessageWaitExactlyAsLongAsItIsToldTo(PulsarBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker)) {
      Inbox inbox = client.open(topic, "s");
      sendBatch(client, List.of("slow", "fast", "none"));
      List<Delivery> batch = inbox.next(3);
      long start = System.nanoTime();
      inbox.consumer().negativeAcknowledge(batch.get(0), Duration.ofMillis(900));
      inbox.consumer().negativeAcknowledge(batch.get(1), Duration.ofMillis(300));
      inbox.consumer().defer(batch.get(2), Duration.ZERO);
      Delivery none = inbox.next();
      assertThat(Inbox.text(none)).isEqualTo("none");
      assertThat(none.deliveryCount()).isEqualTo(1);
      assertThat(Inbox.text(inbox.next())).isEqualTo("fast");
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(295), Duration.ofMillis(800));
      assertThat(Inbox.text(inbox.next())).isEqualTo("slow");
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(895), Duration.ofMillis(2000));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EXCLUSIVE", "FAILOVER"})
  void shouldHoldUpWhatComesBehindInAnOrderedSubscription(ConsumerType type, PulsarBroker broker)
      throws Exception {
    try (TestClient client = TestClient.of(broker)) {
      Inbox inbox = client.open(topic, "s", InitialPosition.EARLIEST, type);
      sendBatch(client, numbers(4));
      List<Delivery> two = inbox.next(2);
      inbox.consumer().negativeAcknowledge(two.get(1), Duration.ofSeconds(2));
      inbox.consumer().negativeAcknowledge(two.get(0), Duration.ZERO);
      assertThat(Inbox.text(inbox.next())).isEqualTo("0");
      assertThat(inbox.next(Duration.ofMillis(100))).isNull();
      assertThat(Inbox.texts(inbox.next(3))).containsExactly("1", "2", "3");
    }
  }

  @Test
  void shouldGiveAllMessagesOfAKeyToOneConsumerInOrder(PulsarBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker, bean -> bean.setKeyShared(true))) {
      Inbox one = client.open(topic, "s");
      Inbox two = client.open(topic, "s");
      List<String> keys = IntStream.range(0, 60).mapToObj(i -> "k" + i % 20).toList();
      client.sendKeyed(topic, keys);
      List<List<String>> parts = Inbox.acknowledgeShared(60, one, two);
      List<String> ofOne = parts.get(0);
      List<String> ofTwo = parts.get(1);
      assertThat(ofOne.size() + ofTwo.size()).isEqualTo(60);
      assertThat(ofOne).isNotEmpty().doesNotContainAnyElementsOf(ofTwo);
      client.sendKeyed(topic, List.of("k1", "k1"));
      Inbox inbox = ofOne.contains("k1") ? one : two;
      Delivery first = inbox.next();
      inbox.consumer().negativeAcknowledge(first, Duration.ofMillis(200));
      assertThat(inbox.next().id()).isEqualTo(first.id());
    }
  }

  @Test
  void shouldHoldNoMoreThanItMay(PulsarBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker, bean -> bean.setPrefetch(10))) {
      Inbox inbox = client.open(topic, "s");
      client.send(topic, numbers(50).toArray(String[]::new));
      List<Delivery> held = inbox.next(5);
      assertThat(inbox.next(Duration.ofMillis(300))).isNull();
      held.forEach(inbox::acknowledge);
      assertThat(inbox.acknowledge(45)).hasSize(45);
    }
  }

  @Test
  void shouldHoldWhatIsTakenAtOnce(PulsarBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker, bean -> bean.setPrefetch(2))) {
      client.send(topic, numbers(40).toArray(String[]::new));

      Inbox inbox = client.open(topic, "s", 20);

      assertThat(inbox.next(20)).hasSize(20);
    }
  }

  @Test
  void shouldSendLargeMessagesInPieces(PulsarBroker broker) throws Exception {
    byte[] large = new byte[12 * 1024 * 1024];
    new Random(1).nextBytes(large);
    try (TestClient client =
        TestClient.of(
            broker,
            bean -> {
              bean.setChunking(true);
              bean.setMaxMessageBytes(20 * 1024 * 1024);
            })) {
      Inbox inbox = client.open(topic, "s");
      MessageId id =
          client.send(topic, new OutboundRecord(large, Map.of("p", "v"), Optional.of("k")));
      Delivery delivery = inbox.next();
      assertThat(delivery.payload()).isEqualTo(large);
      assertThat(delivery.properties()).containsEntry("p", "v");
      assertThat(delivery.id()).isEqualTo(id);
      inbox.consumer().negativeAcknowledge(delivery, Duration.ofMillis(50));
      Delivery again = inbox.next();
      assertThat(again.payload()).isEqualTo(large);
      client.settle(List.of(), List.of(again));
      inbox.consumer().close();
      assertThat(client.open(topic, "s").next(Duration.ofMillis(500))).isNull();
    }
  }

  @Test
  void shouldDeleteTheSubscriptionForEverybodyWhenItUnsubscribes(PulsarBroker broker)
      throws Exception {
    try (TestClient client = TestClient.of(broker);
        PlainClient plain = new PlainClient(broker)) {
      Inbox inbox = client.open(topic, "s");
      client.send(topic, "a", "b");
      assertThat(inbox.acknowledge(1)).containsExactly("a");
      inbox.consumer().close();
      try (Consumer<byte[]> theirs = plain.subscribe(TopicNames.of(topic), "s")) {
        Message<byte[]> left = theirs.receive(10, TimeUnit.SECONDS);
        assertThat(new String(left.getData(), UTF_8)).isEqualTo("b");
      }
      client.open(topic, "s").consumer().unsubscribe();
      assertThat(plain.readAll(TopicNames.of(topic), "s")).containsExactly("a", "b");
    }
  }

  @Test
  void shouldNotDeleteASubscriptionThatOthersUse(PulsarBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker)) {
      Inbox one = client.open(topic, "s");
      Inbox two = client.open(topic, "s");
      assertThatThrownBy(() -> one.consumer().unsubscribe())
          .isInstanceOf(SubscriptionInUseException.class)
          .hasMessageContainingAll("'s'", topic.toString());
      client.send(topic, "a");
      assertThat(two.acknowledge(1)).containsExactly("a");
    }
  }

  @Test
  void shouldKeepTheFirstFailoverConsumerActiveWhateverComes(PulsarBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker)) {
      Inbox active = client.open(topic, "s", InitialPosition.EARLIEST, ConsumerType.FAILOVER);
      List<Inbox> standbys = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        standbys.add(client.open(topic, "s", InitialPosition.EARLIEST, ConsumerType.FAILOVER));
      }
      client.send(topic, numbers(20).toArray(String[]::new));
      assertThat(active.acknowledge(20)).isEqualTo(numbers(20));
      for (Inbox standby : standbys) {
        assertThat(standby.consumer().poll()).isNull();
      }
    }
  }
}
