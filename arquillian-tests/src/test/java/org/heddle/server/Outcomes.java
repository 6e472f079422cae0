package org.heddle.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.heddle.server.app.BeanManagedBean;
import org.heddle.server.app.Entry;
import org.heddle.server.app.Names;
import org.heddle.server.app.NotSupportedBean;
import org.heddle.server.app.RequiredBean;
import org.heddle.server.app.Task;
import org.heddle.server.app.Task.Deed;
import org.junit.jupiter.api.Test;

/** How a bean's end decides about its message. */
interface Outcomes {

  Suite suite();

  @Test
  default void shouldAcknowledgeWhenTheTransactionCommits() {
    Task task = Task.succeed();

    suite().mailbox().send(Names.REQUIRED, task);

    suite().calls(RequiredBean.class, task, 1);
    assertThat(suite().callsUntilLater(RequiredBean.class, Names.REQUIRED, task)).hasSize(1);
  }

  @Test
  default void shouldRedeliverAfterARuntimeException() {
    Task task = Task.to(Deed.THROW_RUNTIME_EXCEPTION, 1);

    suite().mailbox().send(Names.REQUIRED, task);

    assertThat(suite().calls(RequiredBean.class, task, 2))
        .extracting(Entry::deliveryCount)
        .containsExactly(1, 2);
  }

  @Test
  default void shouldRedeliverWhenTheBeanAsksForARollback() {
    Task task = Task.to(Deed.SET_ROLLBACK_ONLY, 1);

    suite().mailbox().send(Names.REQUIRED, task);

    assertThat(suite().calls(RequiredBean.class, task, 2))
        .extracting(Entry::deliveryCount)
        .containsExactly(1, 2);
  }

  @Test
  default void shouldAcknowledgeAfterACheckedExceptionSinceTheTransactionCommits() {
    Task task = Task.to(Deed.THROW_CHECKED_EXCEPTION);

    suite().mailbox().send(Names.REQUIRED, task);

    suite().calls(RequiredBean.class, task, 1);
    assertThat(suite().callsUntilLater(RequiredBean.class, Names.REQUIRED, task)).hasSize(1);
  }

  @Test
  default void shouldAcknowledgeWithoutATransactionWhenTheBeanReturns() {
    Task task = Task.succeed();

    suite().mailbox().send(Names.NOT_SUPPORTED, task);

    suite().calls(NotSupportedBean.class, task, 1);
    assertThat(suite().callsUntilLater(NotSupportedBean.class, Names.NOT_SUPPORTED, task))
        .hasSize(1);
  }

  @Test
  default void shouldRedeliverWithoutATransactionAfterARuntimeException() {
    Task task = Task.to(Deed.THROW_RUNTIME_EXCEPTION, 1);

    suite().mailbox().send(Names.NOT_SUPPORTED, task);

    assertThat(suite().calls(NotSupportedBean.class, task, 2))
        .extracting(Entry::deliveryCount)
        .containsExactly(1, 2);
  }

  @Test
  default void shouldRedeliverWithoutATransactionAfterACheckedException() {
    Task task = Task.to(Deed.THROW_CHECKED_EXCEPTION, 1);

    suite().mailbox().send(Names.NOT_SUPPORTED, task);

    assertThat(suite().calls(NotSupportedBean.class, task, 2))
        .extracting(Entry::deliveryCount)
        .containsExactly(1, 2);
  }

  @Test
  default void shouldDeliverToABeanThatDemarcatesItsTransactionsItself() {
    Task good = Task.succeed();
    Task bad = Task.to(Deed.THROW_RUNTIME_EXCEPTION, 1);

    suite().mailbox().send(Names.BEAN_MANAGED, good, bad);

    List<Entry> calls = suite().calls(BeanManagedBean.class, bad, 2);
    assertThat(calls).extracting(Entry::deliveryCount).containsExactly(1, 2);
    assertThat(suite().ledger().of(BeanManagedBean.class, good.id())).hasSize(1);
  }
}
