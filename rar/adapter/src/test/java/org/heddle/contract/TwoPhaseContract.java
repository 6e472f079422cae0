package org.heddle.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeoutException;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.heddle.api.Message;
import org.heddle.api.MessageConsumer;
import org.heddle.api.MessageProducer;
import org.heddle.api.PubSubConnection;
import org.heddle.api.QualityOfService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Transactions with another resource: what was prepared outlives the adapter, takes effect once
 * when it is committed and not at all when it is rolled back, and its messages wait meanwhile. Each
 * test moves a message from one topic to another.
 */
abstract class TwoPhaseContract extends ContractPart {

  @TempDir private Path log;

  private TestContainer container;
  private ContractEnvironment life;
  private String from;
  private String to;
  private String subscription;
  private String audience;

  TwoPhaseContract(ContractEnvironment environment) {
    super(environment);
  }

  @BeforeEach
  final void start() {
    container = new TestContainer(true, adapter -> adapter.setPreparedLogDirectory(log.toString()));
    life = environment().in(container);
  }

  @AfterEach
  final void stop() {
    life.close();
  }

  private void restart() {
    stop();
    start();
  }

  /** Makes the topics and their subscriptions, which an in-memory broker forgets with its life. */
  private void provide(QualityOfService quality) {
    from = topic(quality);
    to = topic(quality);
    subscription = unique("s");
    audience = unique("audience");
    try (PubSubConnection connection = life.factory().getConnection()) {
      connection.createConsumer(from, subscription, String.class, options()).close();
      connection.createConsumer(to, audience, String.class, options()).close();
      try (MessageProducer<String> producer = connection.createProducer(from, String.class)) {
        producer.send("a");
      }
    }
  }

  /** Moves a message in the transaction of the thread. */
  private void move(PubSubConnection connection) throws TimeoutException {
    MessageConsumer<String> source =
        connection.createConsumer(from, subscription, String.class, options());
    Message<String> message = receive(source);
    connection.createProducer(to, String.class).send("moved " + message.value());
    source.acknowledge(message);
  }

  @ParameterizedTest
  @EnumSource(names = {"AT_LEAST_ONCE", "EXACTLY_ONCE"})
  void shouldCommitTogetherWithAnotherResource(QualityOfService quality) throws Exception {
    provide(quality);
    TestTransactions transactions = container.transactions();
    try (PubSubConnection connection = life.factory().getConnection()) {
      transactions.begin();
      try (PubSubConnection transacted = life.factory().getConnection()) {
        move(transacted);
      }
      transactions.enlist(new ForeignResource());
      transactions.commit();

      assertMovedOnce(connection);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AT_LEAST_ONCE", "EXACTLY_ONCE"})
  void shouldRollBackWhatIsPreparedWhenAnotherResourceRefuses(QualityOfService quality)
      throws Exception {
    provide(quality);
    TestTransactions transactions = container.transactions();
    try (PubSubConnection connection = life.factory().getConnection()) {
      transactions.begin();
      try (PubSubConnection transacted = life.factory().getConnection()) {
        move(transacted);
      }
      ForeignResource database = new ForeignResource();
      database.refuse();
      transactions.enlist(database);
      assertThatThrownBy(transactions::commit).isInstanceOf(XAException.class);

      assertNotMoved(connection);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AT_LEAST_ONCE", "EXACTLY_ONCE"})
  void shouldCommitAfterARestartAndNotDeliverAgain(QualityOfService quality) throws Exception {
    provide(quality);
    Xid xid = prepareAndForget();
    restart();

    XAResource resource = life.resource();
    assertThat(recovered(resource)).containsExactly(text(xid));
    try (PubSubConnection connection = life.factory().getConnection();
        MessageConsumer<String> source =
            connection.createConsumer(from, subscription, String.class, options());
        MessageConsumer<String> target =
            connection.createConsumer(to, audience, String.class, options())) {
      assertNothingComes(source);

      resource.commit(xid, false);

      assertThat(receive(target, 1)).containsExactly("moved a");
      assertNothingComes(source);
      assertNothingComes(target);
    }
    assertThat(recovered(resource)).isEmpty();
    assertThatThrownBy(() -> resource.commit(xid, false))
        .isInstanceOfSatisfying(
            XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XAER_NOTA));
    assertNothingLeftAfterAnotherRestart();
  }

  @ParameterizedTest
  @EnumSource(names = {"AT_LEAST_ONCE", "EXACTLY_ONCE"})
  void shouldCommitAfterARestartBeforeAnybodyListens(QualityOfService quality) throws Exception {
    provide(quality);
    Xid xid = prepareAndForget();
    restart();

    life.resource().commit(xid, false);

    if (life.outlivesTheAdapter()) {
      try (PubSubConnection connection = life.factory().getConnection()) {
        assertMovedOnce(connection);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"AT_LEAST_ONCE", "EXACTLY_ONCE"})
  void shouldRollBackAfterARestartAndDeliverAgain(QualityOfService quality) throws Exception {
    provide(quality);
    Xid xid = prepareAndForget();
    restart();
    XAResource resource = life.resource();
    if (!life.outlivesTheAdapter()) {
      resource.rollback(xid);
      assertThat(recovered(resource)).isEmpty();
      return;
    }
    try (PubSubConnection connection = life.factory().getConnection();
        MessageConsumer<String> source =
            connection.createConsumer(from, subscription, String.class, options());
        MessageConsumer<String> target =
            connection.createConsumer(to, audience, String.class, options())) {
      assertNothingComes(source);

      resource.rollback(xid);

      assertThat(receive(source, 1)).containsExactly("a");
      assertNothingComes(target);
    }
    assertThat(recovered(resource)).isEmpty();
  }

  private Xid prepareAndForget() throws Exception {
    TestTransactions transactions = container.transactions();
    transactions.begin();
    try (PubSubConnection transacted = life.factory().getConnection()) {
      move(transacted);
    }
    List<Xid> prepared = transactions.prepareAndForget();
    assertThat(prepared).hasSize(1);
    return prepared.get(0);
  }

  private void assertMovedOnce(PubSubConnection connection) throws Exception {
    try (MessageConsumer<String> source =
            connection.createConsumer(from, subscription, String.class, options());
        MessageConsumer<String> target =
            connection.createConsumer(to, audience, String.class, options())) {
      assertThat(receive(target, 1)).containsExactly("moved a");
      assertNothingComes(target);
      assertNothingComes(source);
    }
  }

  private void assertNotMoved(PubSubConnection connection) throws Exception {
    try (MessageConsumer<String> source =
            connection.createConsumer(from, subscription, String.class, options());
        MessageConsumer<String> target =
            connection.createConsumer(to, audience, String.class, options())) {
      assertThat(receive(source, 1)).containsExactly("a");
      assertNothingComes(target);
    }
  }

  private void assertNothingLeftAfterAnotherRestart() throws Exception {
    restart();
    assertThat(recovered(life.resource())).isEmpty();
    if (life.outlivesTheAdapter()) {
      try (PubSubConnection connection = life.factory().getConnection();
          MessageConsumer<String> source =
              connection.createConsumer(from, subscription, String.class, options())) {
        assertNothingComes(source);
      }
    }
  }

  private static List<String> recovered(XAResource resource) throws XAException {
    Xid[] found = resource.recover(XAResource.TMSTARTRSCAN);
    assertThat(resource.recover(XAResource.TMENDRSCAN)).isEmpty();
    return List.of(found).stream().map(TwoPhaseContract::text).toList();
  }

  private static String text(Xid xid) {
    return new org.heddle.ra.log.BranchId(xid).toString();
  }
}
