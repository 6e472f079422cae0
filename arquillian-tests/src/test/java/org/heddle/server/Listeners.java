package org.heddle.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.heddle.server.app.BatchBean;
import org.heddle.server.app.Entry;
import org.heddle.server.app.InheritingBean;
import org.heddle.server.app.Names;
import org.heddle.server.app.ParallelBean;
import org.heddle.server.app.Task;
import org.heddle.server.app.Task.Deed;
import org.heddle.server.app.TextBean;
import org.junit.jupiter.api.Test;

/** What beans can be called with, and how many of them at the same time. */
interface Listeners {

  Suite suite();

  @Test
  default void shouldGiveMessagesInBatches() {
    Task[] tasks = Stream.generate(Task::succeed).limit(5).toArray(Task[]::new);

    suite().mailbox().send(Names.BATCHES, tasks);

    suite().calls(BatchBean.class, tasks[4], 1);
    assertThat(Stream.of(tasks).map(task -> onlyCall(BatchBean.class, task)).distinct())
        .as("calls of the bean with five messages")
        .hasSizeLessThan(5);
  }

  @Test
  default void shouldRedeliverAllMessagesOfABatchThatFailed() {
    Task good = Task.succeed();
    Task bad = Task.to(Deed.THROW_RUNTIME_EXCEPTION, 1);

    suite().mailbox().send(Names.BATCHES, good, bad);

    suite().calls(BatchBean.class, bad, 2);
    List<Entry> calls = suite().calls(BatchBean.class, good, 1);
    boolean together =
        calls.get(0).call() == suite().ledger().of(BatchBean.class, bad.id()).get(0).call();
    assertThat(together).as("both messages of one transaction came in one batch").isTrue();
    suite().calls(BatchBean.class, good, 2);
  }

  @Test
  default void shouldCallAsManyBeansAtATimeAsTheConcurrencySays() {
    Task[] tasks = Stream.generate(Task::succeed).limit(8).toArray(Task[]::new);

    suite().mailbox().send(Names.PARALLEL, tasks);

    // Each call returns only when three others run.
    for (Task task : tasks) {
      assertThat(suite().calls(ParallelBean.class, task, 1)).hasSize(1);
    }
  }

  @Test
  default void shouldGiveTextAsItIs() {
    String text = "Grüße, 世界 \uD83C\uDF0D " + UUID.randomUUID();

    suite().mailbox().sendText(Names.TEXTS, text);

    Suite.await().until(() -> suite().ledger().of(TextBean.class, text).size() == 1);
  }

  @Test
  default void shouldFindTheTypeOfValuesInTheClassThatABeanExtends() {
    Task task = Task.succeed();

    suite().mailbox().send(Names.INHERITED, task);

    assertThat(suite().calls(InheritingBean.class, task, 1).get(0).value()).isEqualTo(task);
  }

  private long onlyCall(Class<?> bean, Task task) {
    return suite().calls(bean, task, 1).get(0).call();
  }
}
