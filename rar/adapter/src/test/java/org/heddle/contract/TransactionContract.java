package org.heddle.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import javax.transaction.xa.XAException;
import org.heddle.api.Message;
import org.heddle.api.MessageConsumer;
import org.heddle.api.MessageId;
import org.heddle.api.MessageProducer;
import org.heddle.api.MessageTooLargeException;
import org.heddle.api.PubSubConnection;
import org.heddle.api.QualityOfService;
import org.heddle.api.TransactionRolledBackException;
import org.heddle.api.TransactionTooLargeException;
import org.heddle.spi.Capability;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A transaction is a unit of work that takes effect at commit. */
abstract class TransactionContract extends ContractPart {

  private final TestTransactions transactions;

  TransactionContract(ContractEnvironment environment) {
    super(environment);
    transactions = environment.container().transactions();
  }

  @AfterEach
  final void endTransaction() throws XAException {
    if (transactions.active()) {
      transactions.rollback();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AT_LEAST_ONCE", "EXACTLY_ONCE"})
  void shouldPublishAtCommit(QualityOfService quality) throws Exception {
    String topic = topic(quality);
    try (MessageConsumer<String> consumer = consumer(topic, unique("s"))) {
      transactions.begin();
      sendInTransaction(topic, "a", "b");
      assertNothingComes(consumer);
      transactions.commit();
      assertThat(receive(consumer, 2)).containsExactly("a", "b");
      assertNothingLeft(topic, consumer);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AT_LEAST_ONCE", "EXACTLY_ONCE"})
  void shouldPublishNothingAtRollback(QualityOfService quality) throws Exception {
    String topic = topic(quality);
    try (MessageConsumer<String> consumer = consumer(topic, unique("s"))) {
      transactions.begin();
      sendInTransaction(topic, "never");
      transactions.rollback();
      assertNothingLeft(topic, consumer);
    }
  }

  @Test
  void shouldPublishNothingWhenItCanOnlyBeRolledBack() throws Exception {
    String topic = topic(QualityOfService.EXACTLY_ONCE);
    try (MessageConsumer<String> consumer = consumer(topic, unique("s"))) {
      transactions.begin();
      sendInTransaction(topic, "never");
      transactions.setRollbackOnly();
      transactions.commit();
      assertNothingLeft(topic, consumer);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AT_LEAST_ONCE", "EXACTLY_ONCE"})
  void shouldAcknowledgeAtCommit(QualityOfService quality) throws Exception {
    String topic = topic(quality);
    String subscription = unique("s");
    consumer(topic, subscription).close();
    send(topic, "a", "b");
    transactions.begin();
    try (PubSubConnection connection = environment().factory().getConnection();
        MessageConsumer<String> consumer = textConsumer(connection, topic, subscription)) {
      assertThat(receive(consumer, 1)).containsExactly("a");
    }
    transactions.commit();
    try (MessageConsumer<String> again = consumer(topic, subscription)) {
      assertThat(receive(again, 1)).containsExactly("b");
      assertNothingLeft(topic, again);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AT_LEAST_ONCE", "EXACTLY_ONCE"})
  void shouldDeliverAgainAfterRollback(QualityOfService quality) throws Exception {
    String topic = topic(quality);
    String subscription = unique("s");
    consumer(topic, subscription).close();
    send(topic, "a", "b");
    transactions.begin();
    PubSubConnection connection = environment().factory().getConnection();
    MessageConsumer<String> consumer = textConsumer(connection, topic, subscription);
    assertThat(receive(consumer, 2)).containsExactly("a", "b");
    transactions.rollback();
    connection.close();
    try (MessageConsumer<String> again = consumer(topic, subscription)) {
      assertThat(receive(again, 2)).containsExactlyInAnyOrder("a", "b");
      assertNothingLeft(topic, again);
    }
  }

  @Test
  void shouldDeliverAgainWhatWasNegativelyAcknowledgedWhateverTheOutcome() throws Exception {
    String topic = topic(QualityOfService.EXACTLY_ONCE);
    String subscription = unique("s");
    consumer(topic, subscription).close();
    send(topic, "good", "bad");
    transactions.begin();
    try (PubSubConnection connection = environment().factory().getConnection();
        MessageConsumer<String> consumer = textConsumer(connection, topic, subscription)) {
      consumer.acknowledge(receive(consumer));
      consumer.negativeAcknowledge(receive(consumer));
    }
    transactions.commit();
    try (MessageConsumer<String> again = consumer(topic, subscription)) {
      assertThat(receive(again, 1)).containsExactly("bad");
      assertNothingLeft(topic, again);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AT_LEAST_ONCE", "EXACTLY_ONCE"})
  void shouldConsumeProcessAndProduceInOneUnit(QualityOfService quality) throws Exception {
    String from = topic(quality);
    String to = topic(quality);
    String subscription = unique("s");
    consumer(from, subscription).close();
    send(from, "a", "b", "c");
    try (MessageConsumer<String> moved = consumer(to, unique("moved"))) {
      move(from, subscription, to);
      transactions.commit();
      move(from, subscription, to);
      transactions.rollback();
      move(from, subscription, to);
      transactions.commit();
      move(from, subscription, to);
      transactions.commit();
      assertThat(receive(moved, 3)).containsExactlyInAnyOrder("a!", "b!", "c!");
      assertNothingLeft(to, moved);
    }
    try (MessageConsumer<String> rest = consumer(from, subscription)) {
      assertNothingLeft(from, rest);
    }
  }

  /** Begins a transaction and moves one message in it. */
  private void move(String from, String subscription, String to) throws TimeoutException {
    transactions.begin();
    try (PubSubConnection connection = environment().factory().getConnection();
        MessageConsumer<String> consumer = textConsumer(connection, from, subscription);
        MessageProducer<String> producer = connection.createProducer(to, String.class)) {
      producer.send(receive(consumer, 1).get(0) + "!");
    }
  }

  @Test
  void shouldTellTheIdOfASendAfterCommit() throws Exception {
    String topic = topic(QualityOfService.EXACTLY_ONCE);
    try (MessageConsumer<String> consumer = consumer(topic, unique("s"))) {
      transactions.begin();
      CompletableFuture<MessageId> id = sendInTransaction(topic, "a").get(0);
      assertThat(id).isNotDone();
      transactions.commit();
      assertThat(id).succeedsWithin(PATIENCE).isEqualTo(receive(consumer).id());
    }
  }

  @Test
  void shouldTellThatASendWasRolledBack() throws Exception {
    String topic = topic();
    transactions.begin();
    CompletableFuture<MessageId> id = sendInTransaction(topic, "a").get(0);
    transactions.rollback();
    assertThat(id)
        .failsWithin(PATIENCE)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(TransactionRolledBackException.class);
  }

  @Test
  void shouldDoNothingAtAllIfOneSendFails() throws Exception {
    assumeTrue(can(Capability.EXACTLY_ONCE), "the broker has no transactions");
    String from = topic(QualityOfService.EXACTLY_ONCE);
    String to = topic(QualityOfService.EXACTLY_ONCE);
    String subscription = unique("s");
    consumer(from, subscription).close();
    send(from, "a");
    try (MessageConsumer<String> sent = consumer(to, unique("sent"))) {
      move(from, subscription, to);
      CompletableFuture<MessageId> tooLarge =
          sendInTransaction(to, "x".repeat(environment().maxMessageBytes() + 4096)).get(0);
      assertThatThrownBy(transactions::commit)
          .isInstanceOfSatisfying(
              XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XA_RBROLLBACK))
          .hasCauseInstanceOf(MessageTooLargeException.class);
      assertThat(tooLarge).isCompletedExceptionally();
      assertNothingLeft(to, sent);
    }
    try (MessageConsumer<String> again = consumer(from, subscription)) {
      assertThat(receive(again, 1)).containsExactly("a");
    }
  }

  @Test
  void shouldRefuseATransactionThatIsTooLargeAndCommitWhatItHolds() throws Exception {
    String topic = topic(QualityOfService.EXACTLY_ONCE);
    try (ContractEnvironment small =
            environment()
                .in(new TestContainer(true, adapter -> adapter.setMaxTransactionBytes(100L)));
        PubSubConnection outside = small.factory().getConnection();
        MessageConsumer<String> consumer = textConsumer(outside, topic, unique("s"))) {
      TestTransactions smallTransactions = small.container().transactions();
      smallTransactions.begin();
      try (PubSubConnection connection = small.factory().getConnection();
          MessageProducer<String> producer = connection.createProducer(topic, String.class)) {
        producer.send("x".repeat(60));
        assertThatThrownBy(() -> producer.send("x".repeat(60)))
            .isInstanceOf(TransactionTooLargeException.class)
            .hasMessageContainingAll(topic, "120", "100");
      }
      smallTransactions.commit();
      assertThat(receive(consumer, 1)).containsExactly("x".repeat(60));
      assertNothingComes(consumer);
    }
  }

  @Test
  void shouldCommitSendsToSeveralTopicsTogether() throws Exception {
    String one = topic(QualityOfService.EXACTLY_ONCE);
    String two = topic(QualityOfService.EXACTLY_ONCE);
    try (MessageConsumer<String> first = consumer(one, unique("s"));
        MessageConsumer<String> second = consumer(two, unique("s"))) {
      transactions.begin();
      sendInTransaction(one, "a");
      sendInTransaction(two, "b");
      transactions.commit();
      assertThat(receive(first, 1)).containsExactly("a");
      assertThat(receive(second, 1)).containsExactly("b");
    }
  }

  @Test
  void shouldSendAtOnceOutsideOfATransaction() throws Exception {
    String topic = topic();
    MessageProducer<String> outside = producer(topic);
    try (MessageConsumer<String> consumer = consumer(topic, unique("s"))) {
      outside.send("a");
      Message<String> a = receive(consumer);
      consumer.acknowledge(a);
      transactions.begin();
      sendInTransaction(topic, "never");
      transactions.rollback();
      outside.send("b");
      assertThat(receive(consumer, 1)).containsExactly("b");
    }
  }

  private List<CompletableFuture<MessageId>> sendInTransaction(String topic, String... values) {
    List<CompletableFuture<MessageId>> ids = new ArrayList<>();
    try (PubSubConnection connection = environment().factory().getConnection();
        MessageProducer<String> producer = connection.createProducer(topic, String.class)) {
      for (String value : values) {
        ids.add(producer.sendAsync(value).toCompletableFuture());
      }
    }
    return ids;
  }

  private static MessageConsumer<String> textConsumer(
      PubSubConnection connection, String topic, String subscription) {
    return connection.createConsumer(topic, subscription, String.class, options());
  }
}
