package org.heddle.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.heddle.api.AlreadyClosedException;
import org.heddle.api.MessageProducer;
import org.heddle.api.PubSubConnection;
import org.heddle.server.app.Task;
import org.junit.jupiter.api.Test;

/** Connections of the container's pool. */
interface Connections {

  /** More than any pool holds: a leak of one in thirty would exhaust the default pool. */
  int MANY = 1000;

  Suite suite();

  @Test
  default void shouldComeBackToThePool() {
    for (int i = 0; i < MANY; i++) {
      try (PubSubConnection connection = suite().connections().getConnection()) {
        connection.createProducer("q1/tg/server/pool", Task.class);
      }
    }
  }

  @Test
  default void shouldComeBackToThePoolFromTransactions() throws Exception {
    for (int i = 0; i < MANY; i++) {
      suite().transaction().begin();
      try (PubSubConnection connection = suite().connections().getConnection()) {
        connection.createProducer("q1/tg/server/pool", Task.class).send(Task.succeed());
      }
      if (i % 100 == 0) {
        suite().transaction().commit();
      } else {
        suite().transaction().rollback();
      }
    }
  }

  @Test
  default void shouldBeUsableNoMoreAfterTheyWereClosed() {
    PubSubConnection connection = suite().connections().getConnection();
    MessageProducer<Task> producer = connection.createProducer("q1/tg/server/pool", Task.class);
    connection.close();
    connection.close();

    assertThatThrownBy(() -> connection.createProducer("q1/tg/server/pool", Task.class))
        .isInstanceOf(AlreadyClosedException.class);
    assertThatThrownBy(() -> producer.send(Task.succeed()))
        .isInstanceOf(AlreadyClosedException.class);
  }

  @Test
  default void shouldShareATransaction() throws Exception {
    String topic = suite().freshTopic("q2", "reader");
    Task first = Task.succeed();
    Task second = Task.succeed();
    Task lost = Task.succeed();

    suite().transaction().begin();
    suite().mailbox().sendOverSeveralConnections(topic, lost, lost);
    suite().transaction().rollback();
    suite().mailbox().sendOverSeveralConnections(topic, first, second);

    assertThat(suite().mailbox().receiveUntil(topic, "reader", second))
        .containsExactly(first, second);
  }
}
