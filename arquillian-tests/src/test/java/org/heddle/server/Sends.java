package org.heddle.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ejb.EJBException;
import org.heddle.server.app.Names;
import org.heddle.server.app.RelayBean;
import org.heddle.server.app.Task;
import org.heddle.server.app.Task.Deed;
import org.junit.jupiter.api.Test;

/** A send takes effect with its transaction, or never. */
interface Sends {

  Suite suite();

  @Test
  default void shouldNeverShowASendWhoseTransactionRollsBack() {
    String topic = suite().freshTopic("q1", "reader");
    Task lost = Task.succeed();
    Task alsoLost = Task.succeed();
    Task seen = Task.succeed();

    suite().mailbox().sendInVain(topic, lost);
    assertThatThrownBy(() -> suite().mailbox().sendAndThrow(topic, alsoLost))
        .isInstanceOf(EJBException.class);
    suite().mailbox().send(topic, seen);

    assertThat(suite().mailbox().receiveUntil(topic, "reader", seen)).containsExactly(seen);
  }

  @Test
  default void shouldNeverShowAnExactlyOnceSendWhoseTransactionRollsBack() {
    String topic = suite().freshTopic("q2", "reader");
    Task lost = Task.succeed();
    Task seen = Task.succeed();

    suite().mailbox().sendInVain(topic, lost);
    suite().mailbox().send(topic, seen);

    assertThat(suite().mailbox().receiveUntil(topic, "reader", seen)).containsExactly(seen);
  }

  @Test
  default void shouldSendWithTheUserTransactionOfAServlet() throws Exception {
    String topic = suite().freshTopic("q1", "reader");
    Task lost = Task.succeed();
    Task seen = Task.succeed();

    suite().transaction().begin();
    suite().mailbox().send(topic, lost);
    suite().transaction().rollback();
    suite().transaction().begin();
    suite().mailbox().send(topic, seen);
    suite().transaction().commit();

    assertThat(suite().mailbox().receiveUntil(topic, "reader", seen)).containsExactly(seen);
  }

  @Test
  default void shouldSendAtOnceWithoutATransaction() throws Exception {
    String topic = suite().freshTopic("q1", "reader");
    Task kept = Task.succeed();

    suite().transaction().begin();
    suite().mailbox().sendAtOnce(topic, kept);
    suite().transaction().rollback();

    assertThat(suite().mailbox().receiveUntil(topic, "reader", kept)).containsExactly(kept);
  }

  @Test
  default void shouldKeepTheOrderOfSendsInATransaction() {
    String topic = suite().freshTopic("q1", "reader");
    Task first = Task.succeed();
    Task second = Task.succeed();
    Task third = Task.succeed();

    suite().mailbox().send(topic, first, second, third);

    assertThat(suite().mailbox().receive(topic, "reader", 3)).containsExactly(first, second, third);
  }

  @Test
  default void shouldDeliverAgainWhatWasReceivedInATransactionThatRollsBack() {
    String topic = suite().freshTopic("q1", "reader");
    Task task = Task.succeed();
    suite().mailbox().send(topic, task);

    Task received = suite().mailbox().receiveInVain(topic, "reader");

    assertThat(received).isEqualTo(task);
    assertThat(suite().mailbox().receiveUntil(topic, "reader", task)).containsExactly(task);
  }

  /** The relay sends before it fails, once for each of the two deliveries. */
  @Test
  default void shouldShowWhatABeanSendsOnceHoweverOftenItFailed() {
    Task thrown = Task.to(Deed.THROW_RUNTIME_EXCEPTION, 1);
    Task rolledBack = Task.to(Deed.SET_ROLLBACK_ONLY, 1);
    Task neverRelayed = Task.to(Deed.REJECT);
    suite().mailbox().subscribe(Names.OUTGOING, "sends");

    suite().mailbox().send(Names.INCOMING, thrown, rolledBack, neverRelayed);
    suite().calls(RelayBean.class, thrown, 2);
    suite().calls(RelayBean.class, rolledBack, 2);
    suite().calls(RelayBean.class, neverRelayed, 1);
    Task last = Task.succeed();
    suite().mailbox().send(Names.INCOMING, last);

    assertThat(suite().mailbox().receiveUntil(Names.OUTGOING, "sends", last))
        .filteredOn(task -> !task.equals(last))
        .contains(thrown, rolledBack)
        .doesNotContain(neverRelayed)
        .doesNotHaveDuplicates();
  }
}
