package org.heddle.server;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.transaction.UserTransaction;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.heddle.api.PubSubConnectionFactory;
import org.heddle.server.app.Entry;
import org.heddle.server.app.Ledger;
import org.heddle.server.app.Mailbox;
import org.heddle.server.app.Names;
import org.heddle.server.app.Task;

/** What the tests in the server work with. */
@Dependent
class Suite {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Inject private Ledger ledger;
  @Inject private Mailbox mailbox;
  @Inject private UserTransaction transaction;

  @Resource(lookup = Names.FACTORY)
  private PubSubConnectionFactory connections;

  Ledger ledger() {
    return ledger;
  }

  Mailbox mailbox() {
    return mailbox;
  }

  UserTransaction transaction() {
    return transaction;
  }

  PubSubConnectionFactory connections() {
    return connections;
  }

  /** Waits until a bean has been called with a task so many times, and returns the calls. */
  List<Entry> calls(Class<?> bean, Task task, int count) {
    return await().until(() -> ledger.of(bean, task.id()), calls -> calls.size() >= count);
  }

  /**
   * Proves that a bean is not called with a task again: waits for another task that was sent to it
   * later, then returns the calls with the first one.
   */
  List<Entry> callsUntilLater(Class<?> bean, String topic, Task task) {
    Task later = Task.succeed();
    mailbox.send(topic, later);
    calls(bean, later, 1);
    return ledger.of(bean, task.id());
  }

  /** A topic that no other test uses, with a subscription. */
  String freshTopic(String quality, String subscription) {
    String topic = quality + "/tg/server/" + UUID.randomUUID();
    mailbox.subscribe(topic, subscription);
    return topic;
  }

  static ConditionFactory await() {
    return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20));
  }
}
