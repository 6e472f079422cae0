package org.heddle.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.heddle.contract.Patience.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.TopicPartition;
import org.heddle.api.MessagingException;
import org.heddle.api.QualityOfService;
import org.heddle.api.Topic;
import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.contract.Inbox;
import org.heddle.contract.TestUnit;
import org.heddle.kafka.KafkaManagedConnectionFactory;
import org.heddle.spi.Delivery;
import org.heddle.spi.PendingSend;
import org.heddle.spi.SettlementSlot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Units that are settled a second time, with or without effect of the first. */
@ExtendWith(SharedBroker.class)
class KafkaPreparedUnitTest {

  private final Topic in = Topic.of("in-" + UUID.randomUUID(), QualityOfService.EXACTLY_ONCE);
  private final Topic out = Topic.of("out-" + UUID.randomUUID(), QualityOfService.EXACTLY_ONCE);
  private final String subscription = "s-" + UUID.randomUUID();
  private final SettlementSlot slot = TestUnit.newSlot();
  private KafkaBroker broker;
  private TestClient client;
  private Inbox inbox;

  @BeforeEach
  void open(KafkaBroker shared) throws Exception {
    broker = shared;
    client = TestClient.of(shared.bootstrapServers());
    client.send(in, "a", "b", "c");
    inbox = client.open(in, subscription);
  }

  @AfterEach
  void close() {
    client.close();
  }

  private void restart() {
    client.close();
    client = TestClient.of(broker.bootstrapServers());
  }

  private TestUnit prepared(String text, Delivery delivery) {
    TestUnit unit = TestUnit.of(slot, List.of(TestClient.pending(out, text)), delivery);
    client.backend().prepare(unit);
    return unit;
  }

  @Test
  void shouldSettleWithTheDeliveryInHand() throws Exception {
    TestUnit unit = prepared("A", inbox.next());
    assertThat(committed().offset()).isZero();

    client.backend().settle(unit);

    assertThat(published()).containsExactly("A");
    assertThat(committed().offset()).isEqualTo(1);
    assertThat(unit.sends().get(0).id())
        .isCompletedWithValue(new KafkaMessageId(TopicNames.of(out), 0, 0));
  }

  @Test
  void shouldSettleOnceWhateverIsAsked() throws Exception {
    TestUnit unit = prepared("A", inbox.next());
    client.backend().settle(unit);

    client.backend().settle(unit.inDoubt());
    restart();
    client.backend().settle(unit.afterACrash());
    client.backend().settle(unit.afterACrash());

    assertThat(published()).containsExactly("A");
    assertThat(committed().offset()).isEqualTo(1);
  }

  @Test
  void shouldTellAUnitFromTheOneThatHadItsSlotBefore() {
    client.backend().settle(prepared("A", inbox.next()));
    TestUnit second = prepared("B", inbox.next());
    restart();

    client.backend().settle(second.afterACrash());

    assertThat(published()).containsExactly("A", "B");
    assertThat(client.open(in, subscription).acknowledge(1)).containsExactly("c");
  }

  @Test
  void shouldEndTheTransactionThatACrashLeftOpen() throws Exception {
    TestUnit unit = prepared("A", inbox.next());
    leaveOpen(unit);
    restart();

    client.backend().settle(unit.afterACrash());

    assertThat(published()).containsExactly("A");
    assertThat(committed().offset()).isEqualTo(1);
  }

  @Test
  void shouldNotStartAnewWhereATransactionWasLeftOpen() throws Exception {
    client.settle(List.of(), List.of(inbox.next()));
    TestUnit unit = prepared("B", inbox.next());
    leaveOpen(unit);
    restart();

    // The position is there, although the brokers do not tell it at the moment.
    inbox = client.open(in, subscription);
    client.backend().settle(unit.afterACrash());

    // The adapter would keep "b" back if it comes.
    String next = Inbox.text(inbox.next());
    assertThat(next.equals("b") ? Inbox.text(inbox.next()) : next).isEqualTo("c");
    assertThat(published()).containsExactly("B");
  }

  /** Does what a server does that is killed in the middle of the commit. */
  private void leaveOpen(TestUnit unit) throws Exception {
    KafkaManagedConnectionFactory bean = new KafkaManagedConnectionFactory();
    bean.setBootstrapServers(broker.bootstrapServers());
    KafkaClients clients = new KafkaClients(bean.settings(Optional.empty()));
    TransactionalProducer producer =
        new TransactionalProducer(clients, Map.of(), "heddle-" + slot, Duration.ofSeconds(60));
    Producer<byte[], byte[]> open = producer.client();
    open.beginTransaction();
    for (PendingSend send : unit.sends()) {
      open.send(Records.outbound(TopicNames.of(out), send.record()));
    }
    open.sendOffsetsToTransaction(
        Map.of(
            new TopicPartition(TopicNames.of(in), 0),
            new OffsetAndMetadata(
                MessageReference.parse(unit.acknowledgements().get(0).reference()).offset() + 1)),
        ((KafkaSubscription) inbox.consumer()).membership());
    open.flush();
    producer.discard();
  }

  @Test
  void shouldAcknowledgeByReferenceWhereNobodyListens() {
    Delivery first = inbox.next();
    TestUnit unit = prepared("B", inbox.next());
    restart();

    client.backend().settle(unit.afterACrash());

    assertThat(first).isNotNull();
    assertThat(client.open(in, subscription).acknowledge(2)).containsExactly("a", "c");
  }

  @Test
  void shouldAcknowledgeManyByReferenceOneRightAfterTheOther() throws Exception {
    List<String> texts = IntStream.range(0, 20).mapToObj(i -> "" + i).toList();
    client.send(in, texts.toArray(String[]::new));
    List<TestUnit> units = new ArrayList<>();
    for (int i = 0; i < 3 + texts.size(); i++) {
      Delivery delivery = inbox.next();
      TestUnit unit =
          TestUnit.of(
              new SettlementSlot(slot.owner(), i),
              List.of(TestClient.pending(out, Inbox.text(delivery))),
              delivery);
      client.backend().prepare(unit);
      units.add(unit);
    }
    restart();

    // From two sides at once, as servers that recover through a pool and an endpoint do.
    units.stream().parallel().forEach(unit -> client.backend().settle(unit.afterACrash()));

    assertThat(published()).hasSize(units.size()).doesNotHaveDuplicates();
    await().untilAsserted(() -> assertThat(committed().offset()).isEqualTo(units.size()));
  }

  @RepeatedTest(3)
  void shouldAcknowledgeByReferenceWhileAnotherConsumerListens() throws Exception {
    Delivery first = inbox.next();
    TestUnit unit = prepared("B", inbox.next());
    restart();
    inbox = client.open(in, subscription);
    // As it is in the transaction of another bean now.
    Delivery again = inbox.next();

    client.backend().settle(unit.afterACrash());

    assertThat(Inbox.text(again)).isEqualTo(Inbox.text(first)).isEqualTo("a");
    inbox.consumer().close();
    assertThat(client.open(in, subscription).acknowledge(2)).containsExactly("a", "c");
    assertThat(published()).containsExactly("B");
  }

  @Test
  void shouldNotMoveThePositionBackwards() throws Exception {
    TestUnit unit = prepared("A", inbox.next());
    restart();
    // Another server, which knows nothing of the unit, has the messages delivered.
    inbox = client.open(in, subscription);
    assertThat(inbox.acknowledge(3)).containsExactly("a", "b", "c");
    await().untilAsserted(() -> assertThat(committed().offset()).isEqualTo(3));

    client.backend().settle(unit.afterACrash());

    assertThat(committed().offset()).isEqualTo(3);
    assertThat(published()).containsExactly("A");
  }

  @Test
  void shouldSettleWhatTheGroupHasTakenFromItsConsumerMeanwhile() {
    TestUnit unit = prepared("A", inbox.next());
    inbox.consumer().close();

    client.backend().settle(unit);

    assertThat(published()).containsExactly("A");
    assertThat(client.open(in, subscription).acknowledge(2)).containsExactly("b", "c");
  }

  @Test
  void shouldRefuseToPrepareWhatBelongsToAnotherConsumerNow() {
    Delivery lost = inbox.next();
    inbox.consumer().close();

    assertThatThrownBy(() -> prepared("A", lost))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining(lost.id().toString());
  }

  @Test
  void shouldHaveRoomForManySlots() {
    SettlementSlot twentieth = new SettlementSlot(slot.owner(), 20);
    client.backend().settle(prepared("A", inbox.next()));
    TestUnit unit = TestUnit.of(twentieth, List.of(TestClient.pending(out, "B")), inbox.next());
    client.backend().prepare(unit);
    client.backend().settle(unit);
    client.backend().settle(unit.inDoubt());

    assertThat(published()).containsExactly("A", "B");
  }

  private List<String> published() {
    return Native.readCommitted(broker.bootstrapServers(), TopicNames.of(out));
  }

  private OffsetAndMetadata committed() throws Exception {
    return Native.committed(broker.bootstrapServers(), subscription)
        .get(new TopicPartition(TopicNames.of(in), 0));
  }
}
