package org.heddle.pulsar.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.apache.pulsar.client.api.Message;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.MessageId;
import org.heddle.api.QualityOfService;
import org.heddle.api.Topic;
import org.heddle.brokers.pulsar.PulsarBroker;
import org.heddle.contract.Inbox;
import org.heddle.contract.TestUnit;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.Delivery;
import org.heddle.spi.ProducerSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Messages whose consumer is gone when the transaction that acknowledges them is committed. */
@ExtendWith(SharedBroker.class)
@Execution(ExecutionMode.CONCURRENT)
class LostAcknowledgementsTest {

  private static final List<String> TEXTS = List.of("a", "b", "c");

  private final Topic from = Topic.parse("q2/public/default/from-" + UUID.randomUUID());
  private final Topic to = Topic.parse("q2/public/default/to-" + UUID.randomUUID());

  static Stream<Arguments> ways() {
    return Stream.of(ConsumerType.values())
        .flatMap(
            type ->
                Stream.of(true, false)
                    .flatMap(
                        batch ->
                            Stream.of(true, false).map(live -> Arguments.of(type, batch, live))));
  }

  private Inbox open(TestClient client, ConsumerType type) {
    return client.open(from, "s", InitialPosition.EARLIEST, type);
  }

  /** Sends three messages, in one entry or in three. */
  private void send(TestClient client, boolean batch) throws Exception {
    if (!batch) {
      for (String text : TEXTS) {
        client.send(from, text);
      }
      return;
    }
    List<CompletableFuture<MessageId>> answers = new ArrayList<>();
    Map<String, String> slowly = Map.of("batchingMaxPublishDelayMicros", "100000");
    try (BackendProducer producer = client.backend().openProducer(new ProducerSpec(from, slowly))) {
      TEXTS.forEach(text -> answers.add(producer.send(TestClient.record(text))));
      producer.flush();
    }
    assertThat(answers.stream().map(id -> ((PulsarMessageId) id.join()).entry()).distinct())
        .hasSize(1);
  }

  /** Prepares a unit that acknowledges one of three messages, and loses everything else. */
  private TestUnit preparedAndLost(PulsarBroker broker, ConsumerType type, boolean batch)
      throws Exception {
    try (TestClient client = TestClient.of(broker)) {
      Inbox inbox = open(client, type);
      send(client, batch);
      List<Delivery> all = inbox.next(TEXTS.size());
      assertThat(Inbox.texts(all)).containsExactlyElementsOf(TEXTS);
      TestUnit unit = TestUnit.of(List.of(TestClient.pending(to, "moved")), all.get(1));
      client.backend().prepare(unit);
      return unit.afterACrash();
    }
  }

  @ParameterizedTest
  @MethodSource("ways")
  void shouldAcknowledgeByReference(
      ConsumerType type, boolean batch, boolean live, PulsarBroker broker) throws Exception {
    TestUnit unit = preparedAndLost(broker, type, batch);
    try (TestClient client = TestClient.of(broker)) {
      Inbox inbox = live ? open(client, type) : null;
      client.backend().settle(unit);
      inbox = live ? inbox : open(client, type);
      assertThat(Inbox.texts(inbox.next(2))).containsExactlyInAnyOrder("a", "c");
      assertThat(inbox.next(Duration.ofMillis(300))).isNull();
      inbox.consumer().close();
      client.backend().settle(unit.afterACrash());
      assertThat(open(client, type).acknowledge(2)).containsExactlyInAnyOrder("a", "c");
    }
    try (PlainClient plain = new PlainClient(broker)) {
      assertThat(plain.readAll(TopicNames.of(to), "check")).containsExactly("moved");
      assertThat(plain.readAll(TopicNames.of(from), "s")).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldAcknowledgeWhatHasComeAgainByItsNewDelivery(ConsumerType type, PulsarBroker broker)
      throws Exception {
    TestUnit unit = preparedAndLost(broker, type, true);
    try (TestClient client = TestClient.of(broker)) {
      Inbox inbox = open(client, type);
      List<Delivery> again = inbox.next(TEXTS.size());
      String reference = unit.acknowledgements().get(0).reference();
      Delivery b =
          again.stream().filter(each -> each.reference().equals(reference)).findFirst().get();
      assertThat(Inbox.text(b)).isEqualTo("b");
      unit.came(b);
      client.backend().settle(unit);
      inbox.consumer().negativeAcknowledge(b, Duration.ZERO);
      assertThat(inbox.next(Duration.ofMillis(300))).isNull();
      inbox.consumer().close();
      assertThat(open(client, type).acknowledge(2)).containsExactlyInAnyOrder("a", "c");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SHARED", "EXCLUSIVE"})
  void shouldCommitTheRestWhenSomebodyElseHasAcknowledged(ConsumerType type, PulsarBroker broker)
      throws Exception {
    for (boolean batch : List.of(true, false)) {
      TestUnit unit = preparedAndLost(broker, type, batch);
      try (PlainClient plain = new PlainClient(broker);
          var consumer = plain.subscribe(TopicNames.of(from), "s")) {
        for (int i = 0; i < TEXTS.size(); i++) {
          Message<byte[]> message = consumer.receive();
          consumer.acknowledge(message);
        }
      }
      try (TestClient client = TestClient.of(broker)) {
        client.backend().settle(unit);
        client.backend().settle(unit.afterACrash());
      }
    }
    try (PlainClient plain = new PlainClient(broker)) {
      assertThat(plain.readAll(TopicNames.of(to), "check")).containsExactly("moved", "moved");
    }
  }

  @Test
  void shouldNotBringASubscriptionBack(PulsarBroker broker) throws Exception {
    TestUnit unit = preparedAndLost(broker, ConsumerType.SHARED, false);
    try (TestClient client = TestClient.of(broker)) {
      open(client, ConsumerType.SHARED).consumer().unsubscribe();
      client.backend().settle(unit);
      client.send(from, "d");
      Inbox late = client.open(from, "s", InitialPosition.LATEST, ConsumerType.SHARED);
      assertThat(late.next(Duration.ofMillis(300))).isNull();
    }
    try (PlainClient plain = new PlainClient(broker)) {
      assertThat(plain.readAll(TopicNames.of(to), "check")).containsExactly("moved");
    }
  }

  @Test
  void shouldCommitWhenTheTopicIsGone(PulsarBroker broker) throws Exception {
    TestUnit unit = preparedAndLost(broker, ConsumerType.SHARED, false);
    try (TestClient client = TestClient.of(broker)) {
      assertThat(client.backend().topics().delete(from.toString())).isTrue();
      client.backend().settle(unit);
      assertThat(client.backend().topics().exists(from.toString())).isFalse();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"SHARED", "EXCLUSIVE"})
  void shouldAcknowledgeInPartitions(ConsumerType type, PulsarBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker)) {
      client.backend().topics().create(from.toString(), 3);
      TestUnit unit;
      try (TestClient crashing = TestClient.of(broker)) {
        Inbox inbox = open(crashing, type);
        crashing.sendKeyed(from, TEXTS);
        List<Delivery> all = inbox.next(TEXTS.size());
        unit = TestUnit.of(List.of(), all.get(0), all.get(1), all.get(2));
        crashing.backend().prepare(unit);
      }
      Inbox live = open(client, type);
      client.backend().settle(unit.afterACrash());
      assertThat(live.next(Duration.ofMillis(300))).isNull();
      live.consumer().close();
      try (PlainClient plain = new PlainClient(broker)) {
        assertThat(plain.readAll(TopicNames.of(from), "s")).isEmpty();
      }
    }
  }

  @Test
  void shouldAcknowledgeAMessageInPieces(PulsarBroker broker) throws Exception {
    String large = "x".repeat(12 * 1024 * 1024);
    TestUnit unit;
    try (TestClient chunking =
        TestClient.of(
            broker,
            bean -> {
              bean.setChunking(true);
              bean.setMaxMessageBytes(20 * 1024 * 1024);
            })) {
      Inbox inbox = open(chunking, ConsumerType.SHARED);
      chunking.send(from, large);
      unit = TestUnit.of(List.of(), inbox.next());
      chunking.backend().prepare(unit);
    }
    try (TestClient client = TestClient.of(broker)) {
      client.backend().settle(unit.afterACrash());
      Inbox inbox = open(client, ConsumerType.SHARED);
      client.send(from, "next");
      assertThat(inbox.acknowledge(1)).containsExactly("next");
      assertThat(inbox.next(Duration.ofMillis(500))).isNull();
    }
  }

  @Test
  void shouldAcknowledgeWhatNeedNotTakeEffectAsAWhole(PulsarBroker broker) throws Exception {
    Topic atLeastOnce = Topic.of("plain-" + UUID.randomUUID(), QualityOfService.AT_LEAST_ONCE);
    TestUnit unit;
    try (TestClient client = TestClient.of(broker)) {
      Inbox inbox = client.open(atLeastOnce, "s");
      client.send(atLeastOnce, "a");
      unit = TestUnit.of(List.of(), inbox.next());
      client.backend().prepare(unit);
    }
    try (TestClient client = TestClient.of(broker)) {
      client.backend().settle(unit.afterACrash());
      assertThat(client.open(atLeastOnce, "s").next(Duration.ofMillis(500))).isNull();
    }
  }
}
