package org.heddle.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.heddle.api.DeadLetter;
import org.heddle.server.app.DeadLetterBean;
import org.heddle.server.app.Entry;
import org.heddle.server.app.Names;
import org.heddle.server.app.RequiredBean;
import org.heddle.server.app.Task;
import org.heddle.server.app.Task.Deed;
import org.heddle.server.app.Worker;
import org.junit.jupiter.api.Test;

/** When a message that failed comes again, and where it goes when it has failed too often. */
interface Redeliveries {

  Suite suite();

  @Test
  default void shouldWaitLongerAfterEachFailure() {
    Task task = Task.to(Deed.THROW_RUNTIME_EXCEPTION, 2);

    suite().mailbox().send(Names.REQUIRED, task);

    List<Entry> calls = suite().calls(RequiredBean.class, task, 3);
    assertThat(calls).extracting(Entry::deliveryCount).containsExactly(1, 2, 3);
    // As the bean's annotations say: 200 ms, multiplied by two.
    assertThat(between(calls.get(0), calls.get(1))).isGreaterThanOrEqualTo(Duration.ofMillis(200));
    assertThat(between(calls.get(1), calls.get(2))).isGreaterThanOrEqualTo(Duration.ofMillis(400));
  }

  @Test
  default void shouldNotHoldUpOtherMessagesWhileOneWaits() {
    Task failing = Task.to(Deed.RETRY_LATER, 1);
    Task other = Task.succeed();

    suite().mailbox().send(Names.REQUIRED, failing, other);

    List<Entry> calls = suite().calls(RequiredBean.class, failing, 2);
    assertThat(suite().ledger().of(RequiredBean.class, other.id()))
        .singleElement()
        .satisfies(entry -> assertThat(entry.time()).isBefore(calls.get(1).time()));
  }

  @Test
  default void shouldCallAgainAfterTheDelayThatTheBeanAsksForAndNotCountIt() {
    int moreThanMaxDeliveries = 4;
    Task task = Task.to(Deed.RETRY_LATER, moreThanMaxDeliveries);

    suite().mailbox().send(Names.REQUIRED, task);

    List<Entry> calls = suite().calls(RequiredBean.class, task, moreThanMaxDeliveries + 1);
    assertThat(between(calls.get(0), calls.get(1)))
        .isGreaterThanOrEqualTo(Worker.RETRY_LATER_DELAY);
    assertThat(calls).extracting(Entry::deliveryCount).containsOnly(1);
    assertThat(suite().ledger().of(DeadLetterBean.class, task.id())).isEmpty();
  }

  @Test
  default void shouldMoveAMessageToTheDeadLettersAfterItsLastDelivery() {
    Task task = Task.to(Deed.THROW_RUNTIME_EXCEPTION);

    suite().mailbox().send(Names.REQUIRED, task);

    Entry deadLetter = suite().calls(DeadLetterBean.class, task, 1).get(0);
    assertThat(suite().ledger().of(RequiredBean.class, task.id())).hasSize(3);
    assertThat(deadLetter.properties())
        .containsAllEntriesOf(
            Map.of(
                DeadLetter.REASON,
                DeadLetter.Reason.MAX_DELIVERIES.name(),
                DeadLetter.TOPIC,
                Names.REQUIRED,
                DeadLetter.SUBSCRIPTION,
                Names.SUBSCRIPTION,
                DeadLetter.DELIVERY_COUNT,
                "3",
                DeadLetter.EXCEPTION,
                "java.lang.IllegalStateException: As task " + task.id()))
        .containsKeys(DeadLetter.MESSAGE_ID, DeadLetter.TIME);
    assertThat(suite().callsUntilLater(RequiredBean.class, Names.REQUIRED, task)).hasSize(3);
  }

  @Test
  default void shouldMoveAMessageAfterRollbacksThatNobodyExplained() {
    Task task = Task.to(Deed.SET_ROLLBACK_ONLY);

    suite().mailbox().send(Names.REQUIRED, task);

    assertThat(suite().calls(DeadLetterBean.class, task, 1).get(0).properties())
        .containsEntry(DeadLetter.REASON, DeadLetter.Reason.MAX_DELIVERIES.name());
    assertThat(suite().ledger().of(RequiredBean.class, task.id())).hasSize(3);
  }

  @Test
  default void shouldMoveAMessageAtOnceWhenTheBeanRejectsIt() {
    Task task = Task.to(Deed.REJECT);

    suite().mailbox().send(Names.REQUIRED, task);

    assertThat(suite().calls(DeadLetterBean.class, task, 1).get(0).properties())
        .containsEntry(DeadLetter.REASON, DeadLetter.Reason.REJECTED.name())
        .containsEntry(DeadLetter.DELIVERY_COUNT, "1");
    assertThat(suite().ledger().of(RequiredBean.class, task.id())).hasSize(1);
  }

  @Test
  default void shouldMoveAPayloadThatIsNotOfTheBeansTypeUnchangedAndNotCallTheBean() {
    String payload = "no JSON at all: " + UUID.randomUUID();

    suite().mailbox().sendText(Names.REQUIRED, payload);

    Entry deadLetter =
        Suite.await()
            .until(() -> suite().ledger().of(payload), entries -> !entries.isEmpty())
            .get(0);
    assertThat(deadLetter.bean()).startsWith(DeadLetterBean.class.getSimpleName());
    assertThat(deadLetter.value()).isEqualTo(payload);
    assertThat(deadLetter.properties())
        .containsEntry(DeadLetter.REASON, DeadLetter.Reason.UNDECODABLE.name())
        .containsKey(DeadLetter.EXCEPTION);
  }

  static Duration between(Entry first, Entry second) {
    return Duration.between(first.time(), second.time());
  }
}
