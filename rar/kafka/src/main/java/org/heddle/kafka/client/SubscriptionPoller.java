package org.heddle.kafka.client;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.WakeupException;
import org.heddle.api.MessagingException;
import org.heddle.spi.ConsumerListener;
import org.heddle.spi.support.Deadline;
import org.heddle.spi.support.OwnContext;

/**
 * The one thread that touches the client of a subscription. It keeps polling while messages are
 * processed, so that the group does not take a slow consumer for dead.
 */
final class SubscriptionPoller implements Runnable, ConsumerRebalanceListener {

  /** How long a full subscription waits for room before it pauses its partitions. */
  private static final Duration PATIENCE = Duration.ofMillis(20);

  /** How long to poll while a transaction may wait for a commit's answer. */
  private static final Duration BRIEFLY = Duration.ofMillis(5);

  private static final Duration SYNCHRONISATION = Duration.ofSeconds(1);
  private static final Duration LAG_INTERVAL = Duration.ofSeconds(1);
  private static final Duration BACKOFF = Duration.ofMillis(200);

  private final String subject;
  private final Consumer<byte[], byte[]> consumer;
  private final Backlog backlog;
  private final ReadyQueue ready;
  private final Assignment assignment;
  private final OffsetCommitter committer;
  private final BrokerOutage outage;
  private final ConsumerListener listener;
  private final Duration pollTimeout;
  private final Duration closeTimeout;
  private final CompletableFuture<String> joined = new CompletableFuture<>();
  private final CompletableFuture<Void> ended = new CompletableFuture<>();

  private volatile ConsumerGroupMetadata membership;
  private volatile OptionalLong lag = OptionalLong.empty();
  private volatile Thread thread;
  private volatile boolean polling;
  private volatile boolean closing;
  private boolean full;
  private Deadline lagDue = Deadline.in(Duration.ZERO);

  SubscriptionPoller(
      String subject,
      Consumer<byte[], byte[]> consumer,
      Backlog backlog,
      ReadyQueue ready,
      Assignment assignment,
      OffsetCommitter committer,
      BrokerOutage outage,
      ConsumerListener listener,
      PollerTimes times) {
    this.subject = subject;
    this.consumer = consumer;
    this.backlog = backlog;
    this.ready = ready;
    this.assignment = assignment;
    this.committer = committer;
    this.outage = outage;
    this.listener = listener;
    this.pollTimeout = times.poll();
    this.closeTimeout = times.close();
  }

  /**
   * How long the poller's calls may take.
   *
   * @param poll to wait for records, and so for everything else that the poller is to notice
   * @param close to leave the group
   */
  record PollerTimes(Duration poll, Duration close) {}

  /** Completed with the member id when the consumer is a member of the group. */
  CompletableFuture<String> joined() {
    return joined;
  }

  /** Completed when the thread has ended and the client is closed. */
  CompletableFuture<Void> ended() {
    return ended;
  }

  /** The consumer's place in the group as of the last poll; null before the first. */
  ConsumerGroupMetadata membership() {
    return membership;
  }

  /** How many records of the partitions are not finished; empty while that is not known. */
  OptionalLong lag() {
    return lag;
  }

  /**
   * Ends the poller soon. The only reason to wake the client: a poll that is cut short brings
   * nothing, so one that were woken all the time would never bring anything.
   */
  void stop() {
    closing = true;
    LockSupport.unpark(thread);
    if (polling) {
      consumer.wakeup();
    }
  }

  @Override
  public void run() {
    OwnContext.run(
        SubscriptionPoller.class,
        () -> {
          thread = Thread.currentThread();
          try {
            work();
          } catch (InterruptException e) {
            // The server stops, which ends the work as closing does.
          } catch (RuntimeException | Error e) {
            fail(KafkaFailures.translate(e, "read the " + subject));
          } finally {
            Thread.interrupted(); // An interrupted client could not leave the group.
            leave();
            ended.complete(null);
          }
        });
  }

  private void work() {
    while (!closing && !Thread.currentThread().isInterrupted()) {
      try {
        assignment.synchronise(consumer, SYNCHRONISATION);
        accept(poll());
        committer.commitIfDue(consumer, assignment);
        noteMembership();
        noteLag();
        outage.look();
      } catch (WakeupException e) {
        // The consumer is being closed, which the loop sees.
      } catch (RuntimeException e) {
        if (!KafkaFailures.isPassing(e) || e instanceof AuthorizationException) {
          throw e;
        }
        outage.look();
        LockSupport.parkNanos(this, BACKOFF.toNanos());
      }
    }
  }

  private ConsumerRecords<byte[], byte[]> poll() {
    full = full ? !backlog.hasRoom() : backlog.isFull();
    if (full) {
      backlog.awaitRoom(PATIENCE);
      full = !backlog.hasRoom();
    }
    assignment.control(consumer, full);
    polling = true;
    try {
      return consumer.poll(
          full || closing ? Duration.ZERO : committer.isInFlight() ? BRIEFLY : pollTimeout);
    } finally {
      polling = false;
    }
  }

  private void accept(ConsumerRecords<byte[], byte[]> records) {
    records
        .nextOffsets()
        .forEach(
            (partition, next) -> {
              PartitionTracker tracker = assignment.tracker(partition);
              if (tracker != null) {
                ready.add(tracker.accept(records.records(partition), next.offset()));
                if (tracker.nextOffset() < next.offset()) {
                  consumer.seek(partition, tracker.nextOffset());
                }
              }
            });
  }

  private void noteMembership() {
    membership = consumer.groupMetadata();
    if (!joined.isDone() && membership.generationId() > 0) {
      joined.complete(membership.memberId());
    }
  }

  /** Not with every poll, for the client asks another thread of its own. */
  private void noteLag() {
    if (!lagDue.passed()) {
      return;
    }
    lagDue = Deadline.in(LAG_INTERVAL);
    try {
      lag = assignment.lag(consumer);
    } catch (RuntimeException e) {
      // What is only looked at must not end the subscription.
      lag = OptionalLong.empty();
    }
  }

  private void fail(MessagingException cause) {
    if (!joined.completeExceptionally(cause)) {
      listener.failed(cause);
    }
  }

  private void leave() {
    try {
      committer.commitNow(consumer, assignment.certain());
    } finally {
      assignment.removeAll();
      consumer.close(CloseOptions.timeout(closeTimeout));
      joined.completeExceptionally(new MessagingException("The " + subject + " is closed"));
    }
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
    assignment.add(consumer, partitions);
  }

  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
    List<PartitionTracker> revoked =
        assignment.certain().stream()
            .filter(tracker -> partitions.contains(tracker.partition()))
            .toList();
    committer.commitNow(consumer, revoked);
    assignment.remove(partitions);
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> partitions) {
    assignment.remove(partitions);
  }
}
