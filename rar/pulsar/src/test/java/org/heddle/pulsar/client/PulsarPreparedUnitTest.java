package org.heddle.pulsar.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.transaction.Transaction;
import org.heddle.api.MessageTooLargeException;
import org.heddle.api.MessagingException;
import org.heddle.api.Topic;
import org.heddle.brokers.pulsar.PulsarBroker;
import org.heddle.contract.Inbox;
import org.heddle.contract.Patience;
import org.heddle.contract.TestUnit;
import org.heddle.pulsar.PulsarManagedConnectionFactory;
import org.heddle.spi.Delivery;
import org.heddle.spi.PendingSend;
import org.heddle.spi.SettlementSlot;
import org.heddle.spi.support.Deadline;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What is settled once and what is settled again, after crashes between any two steps. */
@ExtendWith(SharedBroker.class)
@Execution(ExecutionMode.CONCURRENT)
class PulsarPreparedUnitTest {

  private final Topic from = Topic.parse("q2/public/default/from-" + UUID.randomUUID());
  private final Topic to = Topic.parse("q2/public/default/to-" + UUID.randomUUID());
  private PulsarBroker broker;
  private TestClient client;
  private PulsarClients clients;
  private Transactions transactions;
  private Inbox inbox;
  private Delivery a;

  @BeforeEach
  void receive(PulsarBroker shared) throws Exception {
    broker = shared;
    client = TestClient.of(broker);
    clients = new PulsarClients(client.settings(), new Logins(client.settings()));
    transactions = new Transactions(clients, Duration.ofSeconds(60));
    inbox = client.open(from, "s");
    client.send(from, "a");
    a = inbox.next();
  }

  @AfterEach
  void close() {
    clients.close();
    client.close();
  }

  private static Deadline soon() {
    return Deadline.in(Duration.ofSeconds(30));
  }

  private PendingSend moved() {
    return TestClient.pending(to, "moved");
  }

  private TestUnit prepared() {
    TestUnit unit = TestUnit.of(List.of(moved()), a);
    client.backend().prepare(unit);
    return unit;
  }

  /** Begins a transaction as an earlier attempt did and sends all of a unit in it. */
  private Transaction attempted(TestUnit unit) throws Exception {
    Transaction transaction = transactions.begin(soon());
    unit.note(WaitingTransactions.note(transaction));
    try (Producer<byte[]> producer =
        clients.get().newProducer(Schema.BYTES).topic(TopicNames.of(to)).create()) {
      producer.newMessage(transaction).value("moved".getBytes(UTF_8)).send();
    }
    SlotOutcomes outcomes =
        new SlotOutcomes(clients, (PulsarTopics) client.backend().topics(), client.settings());
    outcomes.send(unit.slot(), unit.name(), transaction, soon()).get();
    outcomes.close();
    ((PulsarSubscription) inbox.consumer()).acknowledge((PulsarDelivery) a, transaction).get();
    return transaction;
  }

  private void assertMovedOnce() throws Exception {
    assertThat(inbox.next(Duration.ofMillis(300))).isNull();
    inbox.consumer().close();
    try (PlainClient plain = new PlainClient(broker)) {
      assertThat(plain.readAll(TopicNames.of(to), "check")).containsExactly("moved");
      assertThat(plain.readAll(TopicNames.of(from), "s")).isEmpty();
    }
  }

  @Test
  void shouldSettleAndTellTheIds() throws Exception {
    TestUnit unit = prepared();
    String note = unit.note();
    client.backend().settle(unit);
    assertThat(unit.note()).isEqualTo(note);
    assertThat(unit.sends().get(0).id()).isCompletedWithValueMatching(id -> hasPlace(id));
    assertMovedOnce();
  }

  private static boolean hasPlace(Object id) {
    return ((PulsarMessageId) id).ledger() >= 0;
  }

  @Test
  void shouldNotSettleAgainWhatTookEffectUnseen() throws Exception {
    TestUnit unit = prepared();
    client.backend().settle(unit);
    client.backend().settle(unit.inDoubt());
    TestUnit found = unit.afterACrash();
    client.backend().settle(found);
    assertThat(found.sends().get(0).id()).isCompleted();
    try (TestClient another = TestClient.of(broker)) {
      another.backend().settle(unit.afterACrash());
    }
    assertMovedOnce();
  }

  @Test
  void shouldSettleOnceWhatWasNotTriedBeforeTheCrash() throws Exception {
    TestUnit unit = prepared();
    inbox.consumer().close();
    try (TestClient another = TestClient.of(broker)) {
      TestUnit found = unit.afterACrash();
      another.backend().settle(found);
      assertThat(found.note()).isNotEqualTo(unit.note());
    }
    assertMovedOnce();
  }

  @Test
  void shouldAbortAndSettleAgainWhatWasSentAndNotCommitted() throws Exception {
    TestUnit unit = prepared();
    attempted(unit);
    client.backend().settle(unit.inDoubt());
    assertMovedOnce();
  }

  @Test
  void shouldRecogniseACommitThatWasNotAnswered() throws Exception {
    TestUnit unit = prepared();
    attempted(unit).commit().get();
    client.backend().settle(unit.inDoubt());
    assertMovedOnce();
  }

  /** The commit may be overtaken by the question that ends the transaction, or not. */
  @RepeatedTest(3)
  void shouldSettleOnceWhileAnEarlierCommitIsUnderWay() throws Exception {
    TestUnit unit = prepared();
    CompletableFuture<Void> answer = attempted(unit).commit();
    client.backend().settle(unit.inDoubt());
    assertThat(answer.exceptionally(overtaken -> null)).succeedsWithin(Duration.ofSeconds(10));
    assertMovedOnce();
  }

  @Test
  void shouldStartOverWhenTheTransactionHasEnded() throws Exception {
    TestUnit unit = prepared();
    transactions.abortInDoubt(WaitingTransactions.idOf(unit.note()), soon());
    client.backend().settle(unit);
    assertMovedOnce();
  }

  @Test
  void shouldSettleWhenTheTransactionHasTimedOutSinceItWasPrepared() throws Exception {
    Topic other = Topic.parse("q2/public/default/other-" + UUID.randomUUID());
    try (TestClient hurried =
        TestClient.of(broker, bean -> bean.setTransactionTimeoutMillis(1_000L))) {
      TestUnit first = TestUnit.of(List.of(moved()), a);
      TestUnit second = TestUnit.of(List.of(TestClient.pending(other, "b")));
      hurried.backend().prepare(first);
      hurried.backend().prepare(second);
      Patience.await().until(() -> isGone(first) && isGone(second));
      hurried.backend().settle(first);
      hurried.backend().settle(second.inDoubt());
    }
    assertMovedOnce();
    try (PlainClient plain = new PlainClient(broker)) {
      assertThat(plain.readAll(TopicNames.of(other), "check")).containsExactly("b");
    }
  }

  private boolean isGone(TestUnit unit) throws Exception {
    return admin("/admin/v3/transactions/transactionMetadata/" + unit.note().replace(':', '/'))
        == 404;
  }

  private int admin(String path) throws Exception {
    return Rest.ask(broker, "GET", path).statusCode();
  }

  @Test
  void shouldRecogniseTheLastOfManyUnitsOfASlot() throws Exception {
    SettlementSlot slot = TestUnit.newSlot();
    List<String> texts = IntStream.range(0, 10).mapToObj(Integer::toString).toList();
    TestUnit last = null;
    for (String text : texts) {
      last = TestUnit.of(slot, List.of(TestClient.pending(to, text)));
      client.backend().prepare(last);
      client.backend().settle(last);
    }
    try (TestClient another = TestClient.of(broker)) {
      another.backend().settle(last.afterACrash());
      another.backend().settle(last.afterACrash());
      TestUnit next = TestUnit.of(slot, List.of(TestClient.pending(to, "next")));
      another.backend().prepare(next);
      another.backend().settle(next);
      another.backend().settle(next.afterACrash());
    }
    try (PlainClient plain = new PlainClient(broker)) {
      assertThat(plain.readAll(TopicNames.of(to), "check"))
          .containsExactlyElementsOf(
              IntStream.rangeClosed(0, 10).mapToObj(i -> i < 10 ? "" + i : "next").toList());
    }
  }

  @Test
  void shouldCommitTheRestWhenSomebodyElseHasAcknowledgedAHeldMessage() throws Exception {
    TestUnit unit = prepared();
    Transaction theirs = transactions.begin(soon());
    ((PulsarSubscription) inbox.consumer()).acknowledge((PulsarDelivery) a, theirs).get();
    theirs.commit().get();
    client.backend().settle(unit);
    assertMovedOnce();
  }

  @Test
  void shouldWaitForAnotherTransactionThatHasTheMessage() throws Exception {
    TestUnit unit = prepared();
    Transaction theirs = transactions.begin(soon());
    ((PulsarSubscription) inbox.consumer()).acknowledge((PulsarDelivery) a, theirs).get();
    var settled =
        java.util.concurrent.CompletableFuture.runAsync(() -> client.backend().settle(unit));
    assertThat(settled).failsWithin(Duration.ofMillis(500));
    theirs.abort().get();
    assertThat(settled).succeedsWithin(Patience.LIMIT);
    assertMovedOnce();
  }

  @Test
  void shouldRefuseToPrepareWhatCannotBeSettled() throws Exception {
    PendingSend tooLarge = TestClient.pending(to, "x".repeat(6 * 1024 * 1024));
    assertThatThrownBy(() -> client.backend().prepare(TestUnit.of(List.of(tooLarge), a)))
        .isInstanceOf(MessageTooLargeException.class);
    inbox.consumer().close();
    assertThatThrownBy(() -> client.backend().prepare(TestUnit.of(List.of(moved()), a)))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("its consumer is closed");
  }

  @Test
  void shouldKeepTheTopicOfOutcomesWhenItIsClosed() throws Exception {
    String namespace = "kept-" + UUID.randomUUID() + "/of";
    java.util.function.Consumer<PulsarManagedConnectionFactory> more =
        bean -> {
          bean.setMarkerNamespace(namespace);
          bean.setPartitions(3);
        };
    TestUnit unit = TestUnit.of(List.of(moved()));
    try (TestClient first = TestClient.of(broker, more)) {
      first.backend().prepare(unit);
      first.backend().settle(unit);
    }
    assertThat(
            admin(
                "/admin/v2/persistent/" + namespace + "/heddle-outcomes-" + unit.slot() + "/stats"))
        .isEqualTo(200);
    try (TestClient second = TestClient.of(broker, more)) {
      second.backend().settle(unit.afterACrash());
    }
    try (PlainClient plain = new PlainClient(broker)) {
      assertThat(plain.readAll(TopicNames.of(to), "check")).containsExactly("moved");
    }
  }
}
