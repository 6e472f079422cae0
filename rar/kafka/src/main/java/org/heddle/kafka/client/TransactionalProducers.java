package org.heddle.kafka.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.spi.support.Deadline;

/**
 * The transactional ids of a backend, each for one unit of work at a time. The one that was used
 * least recently comes first, because the next transaction of an id waits until the brokers have
 * completed the last. Safe for several threads.
 */
final class TransactionalProducers implements AutoCloseable {

  private static final Duration REST = Duration.ofMillis(20);
  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final KafkaClients clients;
  private final Map<String, String> properties;
  private final String idPrefix;
  private final Duration transactionTimeout;
  private final int size;
  private final Deque<TransactionalProducer> idle = new ArrayDeque<>();
  private final List<TransactionalProducer> all = new ArrayList<>();
  private boolean closed;

  TransactionalProducers(
      KafkaClients clients,
      Map<String, String> properties,
      String idPrefix,
      Duration transactionTimeout,
      int size) {
    this.clients = clients;
    this.properties = properties;
    this.idPrefix = idPrefix;
    this.transactionTimeout = transactionTimeout;
    this.size = size;
  }

  /**
   * Lends a transactional id to the caller alone.
   *
   * @throws BrokerUnreachableException if all are in use until the deadline
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  synchronized TransactionalProducer take(Deadline deadline) throws InterruptedException {
    while (true) {
      if (closed) {
        throw new AlreadyClosedException("The Kafka client is closed");
      }
      TransactionalProducer first = idle.peekFirst();
      boolean mayGrow = all.size() < size;
      if (first != null && (!mayGrow || first.isBroken() || first.isRested(REST))) {
        return idle.removeFirst();
      }
      if (mayGrow) {
        TransactionalProducer added =
            new TransactionalProducer(
                clients, properties, idPrefix + "-" + all.size(), transactionTimeout);
        all.add(added);
        return added;
      }
      if (deadline.passed()) {
        throw new BrokerUnreachableException(
            "All " + size + " transactional producers are in use; raise transactionalProducers");
      }
      TimeUnit.NANOSECONDS.timedWait(this, Math.max(1, deadline.left().toNanos()));
    }
  }

  /** Takes a transactional id back; one whose transaction may be open is the next to be used. */
  synchronized void giveBack(TransactionalProducer producer) {
    if (closed) {
      producer.close(Duration.ZERO);
      return;
    }
    producer.noteUse();
    if (producer.isBroken()) {
      idle.addFirst(producer);
    } else {
      idle.addLast(producer);
    }
    notifyAll();
  }

  @Override
  public void close() {
    List<TransactionalProducer> left;
    synchronized (this) {
      closed = true;
      left = new ArrayList<>(idle);
      idle.clear();
      notifyAll();
    }
    left.forEach(producer -> producer.close(CLOSE_TIMEOUT));
  }
}
