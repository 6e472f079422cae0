package org.heddle.kafka.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Future;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.MessagingException;
import org.heddle.spi.Delivery;
import org.heddle.spi.PreparedAcknowledgement;
import org.heddle.spi.PreparedUnit;
import org.heddle.spi.SubscriptionSpec;
import org.heddle.spi.support.Deadline;
import org.heddle.spi.support.OwnContext;

/**
 * Settles prepared units that take effect as a whole, each by one Kafka transaction that holds its
 * sends, the offsets of what it acknowledges, and its name as a record in the {@link OutcomeTopic}.
 *
 * <p>An attempt that may have been made before is recognised: first a new client of the slot's
 * transactional id has the brokers end the transaction that may be open, then the name is looked
 * for. Safe for several threads.
 */
final class PreparedSettlement implements AutoCloseable {

  private static final String ACTION = "commit a prepared transaction";

  private final KafkaClients clients;
  private final SlotProducers producers;
  private final OutcomeTopic outcomes;
  private final OutboundBatches batches;
  private final Function<SubscriptionSpec, SubscriptionGroup> groups;
  private final Set<KafkaSubscription> subscriptions;
  private final Duration timeout;

  /**
   * Held by one unit at a time that adds to what a group has committed: what two add at the same
   * time, only one would have added.
   */
  private final ReentrantLock adding = new ReentrantLock();

  PreparedSettlement(
      KafkaClients clients,
      SlotProducers producers,
      OutcomeTopic outcomes,
      OutboundBatches batches,
      Function<SubscriptionSpec, SubscriptionGroup> groups,
      Set<KafkaSubscription> subscriptions,
      Duration timeout) {
    this.clients = clients;
    this.producers = producers;
    this.outcomes = outcomes;
    this.batches = batches;
    this.groups = groups;
    this.subscriptions = subscriptions;
    this.timeout = timeout;
  }

  /**
   * Finds what would be in the way of the second phase.
   *
   * @throws MessagingException if something is
   */
  void prepare(PreparedUnit unit) {
    batches.prepare(unit.sends());
    for (Delivery delivery : unit.work().acknowledgements()) {
      Acknowledgements.requireHeldOrFinished((KafkaDelivery) delivery);
    }
    outcomes.ensure(unit.slot());
  }

  /**
   * Settles a unit unless it is settled.
   *
   * @throws MessagingException if that is not certain within the operation timeout
   */
  void settle(PreparedUnit unit) {
    Deadline deadline = Deadline.in(timeout);
    OutboundBatch batch = batches.prepare(unit.sends());
    boolean inDoubt = unit.mayBeSettled();
    while (true) {
      try {
        attempt(unit, batch, inDoubt, deadline);
        return;
      } catch (InterruptedException e) {
        throw KafkaFailures.translate(e, ACTION);
      } catch (RuntimeException e) {
        // Whatever happened, the next attempt finds out what came of this one.
        inDoubt = true;
        if (deadline.passed()) {
          throw KafkaFailures.translate(e, ACTION);
        }
        Pause.shortly();
      }
    }
  }

  private void attempt(PreparedUnit unit, OutboundBatch batch, boolean inDoubt, Deadline deadline)
      throws InterruptedException {
    TransactionalProducer producer = producers.get(unit.slot(), batch.producerProperties());
    List<Delivery> held = new ArrayList<>();
    List<PreparedAcknowledgement> lost = new ArrayList<>();
    for (PreparedAcknowledgement acknowledgement : unit.acknowledgements()) {
      acknowledgement
          .delivery()
          .filter(delivery -> Acknowledgements.isHeld((KafkaDelivery) delivery))
          .ifPresentOrElse(held::add, () -> lost.add(acknowledgement));
    }
    Acknowledgements acknowledgements = new Acknowledgements(held);
    LostAcknowledgements lostOnes = new LostAcknowledgements(lost, groups, subscriptions);
    if (inDoubt) {
      producer.fence(deadline);
      if (outcomes.isLast(unit.slot(), unit.name(), deadline)) {
        batch.completeWithoutPlaces();
        return;
      }
    }
    if (lostOnes.isEmpty()) {
      settle(unit, producer, batch, acknowledgements, lostOnes, deadline);
    } else {
      adding.lockInterruptibly();
      try {
        settle(unit, producer, batch, acknowledgements, lostOnes, deadline);
      } finally {
        adding.unlock();
      }
    }
    batch.complete();
  }

  private static Deque<CommitPermit> take(
      Acknowledgements acknowledgements, LostAcknowledgements lost, Deadline deadline)
      throws InterruptedException {
    // In the order of their numbers, so that two units never wait for each other's permits.
    Set<KafkaSubscription> concerned =
        new TreeSet<>(Comparator.comparingLong(KafkaSubscription::number));
    concerned.addAll(acknowledgements.subscriptions());
    concerned.addAll(lost.consumers());
    Deque<CommitPermit> permits = new ArrayDeque<>();
    for (KafkaSubscription subscription : concerned) {
      if (!subscription.permit().take(deadline)) {
        permits.forEach(CommitPermit::giveBack);
        throw new BrokerUnreachableException(
            "Cannot " + ACTION + ": an earlier commit of " + subscription + " does not end");
      }
      permits.push(subscription.permit());
    }
    return permits;
  }

  private void settle(
      PreparedUnit unit,
      TransactionalProducer producer,
      OutboundBatch batch,
      Acknowledgements acknowledgements,
      LostAcknowledgements lost,
      Deadline deadline)
      throws InterruptedException {
    Deque<CommitPermit> permits = take(acknowledgements, lost, deadline);
    try {
      transact(unit, producer, batch, acknowledgements, lost, deadline);
    } finally {
      permits.forEach(CommitPermit::giveBack);
    }
  }

  private void transact(
      PreparedUnit unit,
      TransactionalProducer producer,
      OutboundBatch batch,
      Acknowledgements acknowledgements,
      LostAcknowledgements lost,
      Deadline deadline) {
    Map<KafkaSubscription, List<CommitPoint>> points = acknowledgements.commitPoints();
    Producer<byte[], byte[]> client = producer.client();
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    try {
      client.beginTransaction();
      batch.records().forEach(record -> answers.add(client.send(record)));
      client.send(outcomes.record(unit.slot(), unit.name()));
      points.forEach(
          (subscription, committed) ->
              client.sendOffsetsToTransaction(
                  Acknowledgements.toKafka(committed), subscription.requireMembership()));
      for (String group : lost.groups()) {
        Map<TopicPartition, OffsetAndMetadata> offsets = lost.offsets(group, deadline);
        if (!offsets.isEmpty()) {
          client.sendOffsetsToTransaction(offsets, lost.membership(group, this::nobody));
        }
      }
    } catch (RuntimeException e) {
      producer.discard();
      throw e instanceof CommitFailedException ? e : batches.explain(batch, answers, e, ACTION);
    }
    try {
      client.commitTransaction();
    } catch (RuntimeException e) {
      producer.discard();
      // It may yet take effect, which a later commit of what is known here would undo.
      acknowledgements.resynchronise();
      lost.resynchronise();
      throw e;
    }
    batch.noteAnswers(answers);
    points.values().stream()
        .flatMap(List::stream)
        .forEach(point -> point.tracker().noteCommitted(point));
    acknowledgements.finish();
    lost.resynchronise();
  }

  private ConsumerGroupMetadata nobody(String group) {
    Consumer<byte[], byte[]> stranger = clients.consumer(Map.of(), Map.of("group.id", group));
    try {
      return stranger.groupMetadata();
    } finally {
      OwnContext.run(PreparedSettlement.class, stranger::close);
    }
  }

  @Override
  public void close() {
    producers.close();
  }
}
