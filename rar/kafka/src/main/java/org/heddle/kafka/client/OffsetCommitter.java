package org.heddle.kafka.client;

import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.heddle.spi.support.Deadline;

/**
 * Tells the brokers what is finished: from time to time while the subscription works, and at once
 * when a partition is given up. The poller's alone, but for {@link #requestPrompt()}.
 */
final class OffsetCommitter {

  private static final System.Logger LOG = System.getLogger(OffsetCommitter.class.getName());

  /** How far commits are apart at least, so that transactions that follow each other share one. */
  private static final Duration PROMPTLY = Duration.ofMillis(10);

  private final String subject;
  private final CommitPermit permit;
  private final Duration interval;
  private final Duration timeout;
  private final BrokerOutage outage;
  private volatile boolean prompt;
  private boolean inFlight;
  private boolean committingNow;
  private Deadline next;
  private Deadline soonest = Deadline.in(Duration.ZERO);

  OffsetCommitter(
      String subject,
      CommitPermit permit,
      Duration interval,
      Duration timeout,
      BrokerOutage outage) {
    this.subject = subject;
    this.permit = permit;
    this.interval = interval;
    this.timeout = timeout;
    this.outage = outage;
    this.next = Deadline.in(interval);
  }

  /** Has the next commit wait no longer than it has to be apart from the last; for any thread. */
  void requestPrompt() {
    prompt = true;
  }

  /** Tells whether a commit waits for its answer, which only a poll brings. */
  boolean isInFlight() {
    return inFlight;
  }

  /** Starts a commit if it is time for one and nothing else commits. */
  void commitIfDue(Consumer<?, ?> consumer, Assignment assignment) {
    if (inFlight || !(prompt && soonest.passed() || next.passed()) || !permit.tryTake()) {
      return;
    }
    prompt = false;
    next = Deadline.in(interval);
    soonest = Deadline.in(PROMPTLY);
    inFlight = true;
    List<CommitPoint> points = changed(assignment.certain());
    if (points.isEmpty()) {
      done();
      return;
    }
    try {
      consumer.commitAsync(toKafka(points), (offsets, failure) -> answer(points, failure));
    } catch (RuntimeException e) {
      answer(points, e);
    }
  }

  /**
   * Commits and waits for the answer, before partitions are given up. Without the permit, nothing
   * is committed: a transaction in flight has newer offsets, and what is not told is delivered
   * again.
   */
  void commitNow(Consumer<?, ?> consumer, Collection<PartitionTracker> trackers) {
    if (!inFlight && !takePermit()) {
      LOG.log(
          WARNING,
          "A transaction of the {0} does not end; acknowledgements of partitions that are given up"
              + " are not committed, and their messages are delivered again",
          subject);
      return;
    }
    // The client answers what is in flight meanwhile, which must not give the permit away.
    committingNow = true;
    try {
      List<CommitPoint> points = changed(trackers);
      if (!points.isEmpty()) {
        commitSync(consumer, toKafka(points));
        points.forEach(point -> point.tracker().noteCommitted(point));
      }
    } catch (RuntimeException e) {
      LOG.log(
          WARNING,
          "Acknowledgements of the "
              + subject
              + " could not be committed; their messages are delivered again",
          e);
    } finally {
      committingNow = false;
      if (!inFlight) {
        permit.giveBack();
      }
    }
  }

  private void commitSync(Consumer<?, ?> consumer, Map<TopicPartition, OffsetAndMetadata> offsets) {
    try {
      consumer.commitSync(offsets, timeout);
    } catch (WakeupException meantForPoll) {
      consumer.commitSync(offsets, timeout);
    }
  }

  private boolean takePermit() {
    try {
      return permit.take(Deadline.in(timeout));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private void answer(List<CommitPoint> points, Exception failure) {
    done();
    for (CommitPoint point : points) {
      if (failure == null) {
        point.tracker().noteCommitted(point);
      } else {
        point.tracker().noteChange();
      }
    }
    if (failure == null) {
      outage.noteSuccess();
    } else if (KafkaFailures.isPassing(failure)) {
      outage.noteFailure(failure);
    }
  }

  private void done() {
    inFlight = false;
    if (!committingNow) {
      permit.giveBack();
    }
  }

  private static List<CommitPoint> changed(Collection<PartitionTracker> trackers) {
    return trackers.stream()
        .filter(PartitionTracker::takeChange)
        .map(tracker -> tracker.commitPoint(Set.of()))
        .filter(point -> !point.tracker().isCommitted(point))
        .toList();
  }

  private static Map<TopicPartition, OffsetAndMetadata> toKafka(List<CommitPoint> points) {
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    points.forEach(point -> offsets.put(point.tracker().partition(), point.toKafka()));
    return offsets;
  }
}
