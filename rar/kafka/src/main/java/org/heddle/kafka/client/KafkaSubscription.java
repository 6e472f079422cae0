package org.heddle.kafka.client;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.CommitFailedException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.common.TopicPartition;
import org.heddle.api.QualityOfService;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.Delivery;
import org.heddle.spi.SubscriptionSpec;

/** A consumer of one subscription: the side that the adapter sees. */
final class KafkaSubscription implements BackendConsumer {

  private final SubscriptionSpec spec;
  private final long number;
  private final SubscriptionGroup group;
  private final ReadyQueue ready;
  private final CommitPermit permit;
  private final OffsetCommitter committer;
  private final Assignment assignment;
  private final SubscriptionPoller poller;
  private final Duration closeTimeout;
  private final Consumer<KafkaSubscription> whenClosed;
  private final boolean bestEffort;
  private final AtomicBoolean closed = new AtomicBoolean();

  KafkaSubscription(
      SubscriptionSpec spec,
      long number,
      SubscriptionGroup group,
      ReadyQueue ready,
      CommitPermit permit,
      OffsetCommitter committer,
      Assignment assignment,
      SubscriptionPoller poller,
      Duration closeTimeout,
      Consumer<KafkaSubscription> whenClosed) {
    this.spec = spec;
    this.number = number;
    this.group = group;
    this.ready = ready;
    this.permit = permit;
    this.committer = committer;
    this.assignment = assignment;
    this.poller = poller;
    this.closeTimeout = closeTimeout;
    this.whenClosed = whenClosed;
    this.bestEffort = spec.topic().quality() == QualityOfService.BEST_EFFORT;
  }

  @Override
  public SubscriptionSpec spec() {
    return spec;
  }

  @Override
  public Delivery poll() {
    if (closed.get()) {
      return null;
    }
    KafkaDelivery delivery = ready.next(this);
    if (bestEffort && delivery != null) {
      delivery.finish();
    }
    return delivery;
  }

  @Override
  public void acknowledge(Delivery delivery) {
    ((KafkaDelivery) delivery).finish();
  }

  @Override
  public void negativeAcknowledge(Delivery delivery, Duration delay) {
    giveBack((KafkaDelivery) delivery, delay, true);
  }

  @Override
  public void defer(Delivery delivery, Duration delay) {
    giveBack((KafkaDelivery) delivery, delay, false);
  }

  private void giveBack(KafkaDelivery delivery, Duration delay, boolean counted) {
    TrackedRecord record = delivery.tracked();
    if (record.giveBack(delivery, counted)) {
      ready.giveBack(record, delay);
    }
  }

  @Override
  public OptionalLong lag() {
    return closed.get() ? OptionalLong.empty() : poller.lag();
  }

  @Override
  public void unsubscribe() {
    group.checkAlone(poller.joined().join());
    close();
    group.delete();
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    poller.stop();
    try {
      poller.ended().get(closeTimeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (TimeoutException | ExecutionException e) {
      // It ends by itself: everything it waits for is bounded.
    } finally {
      whenClosed.accept(this);
    }
  }

  /** Completed with the member id when the consumer is a member of the group. */
  CompletableFuture<String> joined() {
    return poller.joined();
  }

  /** Orders subscriptions wherever several of them are locked. */
  long number() {
    return number;
  }

  CommitPermit permit() {
    return permit;
  }

  SubscriptionGroup group() {
    return group;
  }

  /** The consumer's place in the group as of the last poll; null before the first. */
  ConsumerGroupMetadata membership() {
    return poller.membership();
  }

  /**
   * The same for a commit: without a generation the brokers would take the offsets from anybody.
   *
   * @throws CommitFailedException if the consumer is not a member
   */
  ConsumerGroupMetadata requireMembership() {
    ConsumerGroupMetadata membership = membership();
    if (membership == null || membership.generationId() <= 0) {
      throw new CommitFailedException("The consumer is not a member of " + this);
    }
    return membership;
  }

  /** Has the poller commit soon: with its next poll, unless it has just committed. */
  void hurry() {
    committer.requestPrompt();
  }

  /** Begins to close, so that several can be closed together. */
  void stop() {
    poller.stop();
  }

  /**
   * Has a partition read again from what the brokers know. With the permit held, nothing is
   * committed before that is done.
   */
  void resynchronise(TopicPartition partition) {
    assignment.requestResynchronisation(partition);
  }

  boolean isClosed() {
    return closed.get();
  }

  @Override
  public String toString() {
    return group.toString();
  }
}
