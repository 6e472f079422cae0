package org.heddle.kafka.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.TimeoutException;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.MessagingException;
import org.heddle.spi.OutcomeUnknownException;
import org.heddle.spi.UnitOfWork;
import org.heddle.spi.support.Deadline;

/**
 * Settles units of work that take effect as a whole, each by one Kafka transaction that holds its
 * sends and the offsets of what it acknowledges. Safe for several threads.
 */
final class ExactlyOnceSettlement {

  private static final String ACTION = "commit a transaction";

  private final TransactionPools pools;
  private final OutboundBatches batches;
  private final OutcomeInquiry inquiry;
  private final Duration timeout;

  ExactlyOnceSettlement(
      TransactionPools pools, OutboundBatches batches, OutcomeInquiry inquiry, Duration timeout) {
    this.pools = pools;
    this.batches = batches;
    this.inquiry = inquiry;
    this.timeout = timeout;
  }

  /**
   * Settles a unit.
   *
   * @throws OutcomeUnknownException if it cannot be found out whether it took effect
   * @throws MessagingException if it did not take effect
   */
  void settle(UnitOfWork unit) {
    Deadline deadline = Deadline.in(timeout);
    OutboundBatch batch = batches.prepare(unit.sends());
    Acknowledgements acknowledgements = new Acknowledgements(unit.acknowledgements());
    while (true) {
      try {
        settle(batch, acknowledgements, deadline);
        batch.complete();
        return;
      } catch (CommitFailedException e) {
        // The group has moved on since the poller looked, and nothing took effect.
        if (deadline.passed()) {
          throw new MessagingException(
              "Cannot "
                  + ACTION
                  + ": the consumer is no longer a member of "
                  + acknowledgements.subscriptions()
                  + "; its messages are delivered again",
              e);
        }
        Pause.shortly();
      } catch (InterruptedException e) {
        throw KafkaFailures.translate(e, ACTION);
      }
    }
  }

  private void settle(OutboundBatch batch, Acknowledgements acknowledgements, Deadline deadline)
      throws InterruptedException {
    Deque<CommitPermit> permits = new ArrayDeque<>();
    try {
      for (KafkaSubscription subscription : acknowledgements.subscriptions()) {
        if (!subscription.permit().take(deadline)) {
          throw new BrokerUnreachableException(
              "Cannot " + ACTION + ": an earlier commit of " + subscription + " does not end");
        }
        permits.push(subscription.permit());
      }
      Map<KafkaSubscription, List<CommitPoint>> points = acknowledgements.commitPoints();
      TransactionalProducers pool = pools.get(batch.producerProperties());
      TransactionalProducer producer = pool.take(deadline);
      try {
        transact(producer, batch, acknowledgements, points);
      } finally {
        pool.giveBack(producer);
      }
      points.values().stream()
          .flatMap(List::stream)
          .forEach(point -> point.tracker().noteCommitted(point));
      acknowledgements.finish();
    } finally {
      permits.forEach(CommitPermit::giveBack);
    }
  }

  private void transact(
      TransactionalProducer producer,
      OutboundBatch batch,
      Acknowledgements acknowledgements,
      Map<KafkaSubscription, List<CommitPoint>> points) {
    Producer<byte[], byte[]> client;
    try {
      client = producer.client();
    } catch (RuntimeException e) {
      throw KafkaFailures.translate(e, "begin a transaction");
    }
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    try {
      client.beginTransaction();
      batch.records().forEach(record -> answers.add(client.send(record)));
      points.forEach(
          (subscription, committed) ->
              client.sendOffsetsToTransaction(
                  Acknowledgements.toKafka(committed), subscription.requireMembership()));
    } catch (RuntimeException e) {
      if (!aborted(client)) {
        producer.discard();
      }
      throw failure(e, batch, answers);
    }
    commit(producer, client, batch, answers, acknowledgements);
    batch.noteAnswers(answers);
  }

  private void commit(
      TransactionalProducer producer,
      Producer<byte[], byte[]> client,
      OutboundBatch batch,
      List<Future<RecordMetadata>> answers,
      Acknowledgements acknowledgements) {
    try {
      commitPatiently(client);
    } catch (RuntimeException e) {
      if (!(e instanceof TimeoutException) && aborted(client)) {
        throw failure(e, batch, answers);
      }
      if (!tookEffect(producer, answers, acknowledgements, e)) {
        throw failure(e, batch, answers);
      }
    }
  }

  /** A commit that was begun must be brought to its end, an interrupt or not. */
  private void commitPatiently(Producer<byte[], byte[]> client) {
    Deadline patience = Deadline.in(timeout.multipliedBy(2));
    boolean interrupted = false;
    try {
      while (true) {
        try {
          client.commitTransaction();
          return;
        } catch (InterruptException e) {
          interrupted |= Thread.interrupted();
        } catch (TimeoutException e) {
          if (patience.passed()) {
            throw e;
          }
        }
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean tookEffect(
      TransactionalProducer producer,
      List<Future<RecordMetadata>> answers,
      Acknowledgements acknowledgements,
      RuntimeException failure) {
    try {
      return inquiry.tookEffect(producer, answers, acknowledgements);
    } catch (Exception e) {
      producer.discard();
      acknowledgements.resynchronise();
      failure.addSuppressed(e);
      throw new OutcomeUnknownException(
          "The connection to the broker was lost while a transaction with "
              + answers.size()
              + " sends and acknowledgements of "
              + acknowledgements.subscriptions()
              + " was committed, and it does not come back; whether it was, the topics show",
          failure);
    }
  }

  private RuntimeException failure(
      RuntimeException failure, OutboundBatch batch, List<Future<RecordMetadata>> answers) {
    return failure instanceof CommitFailedException
        ? failure
        : batches.explain(batch, answers, failure, ACTION);
  }

  private static boolean aborted(Producer<byte[], byte[]> client) {
    try {
      client.abortTransaction();
      return true;
    } catch (RuntimeException e) {
      return false;
    }
  }
}
