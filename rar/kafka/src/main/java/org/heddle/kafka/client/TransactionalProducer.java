package org.heddle.kafka.client;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.errors.TimeoutException;
import org.heddle.spi.support.Deadline;
import org.heddle.spi.support.OwnContext;

/**
 * One transactional id and the client that speaks for it. Used by one unit of work at a time; a
 * client that may have an open transaction is replaced before the next, which ends the transaction.
 */
final class TransactionalProducer {

  private final KafkaClients clients;
  private final Map<String, String> properties;
  private final Map<String, Object> fixed;
  private Producer<byte[], byte[]> client;
  private long usedNanos;

  TransactionalProducer(
      KafkaClients clients,
      Map<String, String> properties,
      String transactionalId,
      Duration transactionTimeout) {
    this.clients = clients;
    this.properties = properties;
    this.fixed =
        Map.of(
            "transactional.id",
            transactionalId,
            "transaction.timeout.ms",
            Math.toIntExact(transactionTimeout.toMillis()),
            "acks",
            "all",
            "enable.idempotence",
            true,
            // The next transaction asks until the last one is complete, which takes milliseconds.
            "retry.backoff.ms",
            2L);
  }

  /** The client, opened if there is none; blocks until what it left open before is ended. */
  Producer<byte[], byte[]> client() {
    if (client == null) {
      Producer<byte[], byte[]> opened = clients.producer(properties, fixed);
      try {
        OwnContext.run(TransactionalProducer.class, opened::initTransactions);
      } catch (RuntimeException e) {
        OwnContext.run(TransactionalProducer.class, () -> opened.close(Duration.ZERO));
        throw e;
      }
      client = opened;
    }
    return client;
  }

  /** Throws the client away; the next one ends the transaction that may be open. */
  void discard() {
    Producer<byte[], byte[]> broken = client;
    client = null;
    if (broken != null) {
      OwnContext.run(TransactionalProducer.class, () -> broken.close(Duration.ZERO));
    }
  }

  /**
   * Replaces the client, so that the transaction that may be open is committed or aborted for good
   * when this returns.
   *
   * @throws RuntimeException if the broker does not answer in time
   */
  void fence(Deadline deadline) {
    discard();
    while (true) {
      try {
        client();
        return;
      } catch (TimeoutException e) {
        if (deadline.passed()) {
          throw e;
        }
      }
    }
  }

  void noteUse() {
    usedNanos = System.nanoTime();
  }

  /** Tells whether the brokers have surely completed the last transaction. */
  boolean isRested(Duration rest) {
    return System.nanoTime() - usedNanos >= rest.toNanos();
  }

  boolean isBroken() {
    return client == null;
  }

  void close(Duration timeout) {
    Producer<byte[], byte[]> open = client;
    client = null;
    if (open != null) {
      OwnContext.run(TransactionalProducer.class, () -> open.close(timeout));
    }
  }
}
