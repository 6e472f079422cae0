package org.heddle.kafka.client;

import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * The partitions that the subscription reads at present. A new one is taken over only when its
 * committed offset has been read, with what is finished beyond it. The poller's alone, but for
 * {@link #requestResynchronisation}.
 */
final class Assignment {

  private final Backlog backlog;
  private final ReadyQueue ready;
  private final FlowControl flow = new FlowControl();
  private final Map<TopicPartition, PartitionTracker> trackers = new HashMap<>();
  private final Set<TopicPartition> unsynchronised = new HashSet<>();
  // What is known of them here is not what the brokers know.
  private final Set<TopicPartition> doubtful = ConcurrentHashMap.newKeySet();
  // Where partitions start whose offset the group does not know yet.
  private final Map<TopicPartition, Long> starts;

  Assignment(Backlog backlog, ReadyQueue ready, Map<TopicPartition, Long> starts) {
    this.backlog = backlog;
    this.ready = ready;
    this.starts = new HashMap<>(starts);
  }

  Collection<PartitionTracker> trackers() {
    return trackers.values();
  }

  /** The partitions whose acknowledgements can be committed. */
  Collection<PartitionTracker> certain() {
    if (doubtful.isEmpty()) {
      return trackers.values();
    }
    return trackers.values().stream()
        .filter(tracker -> !doubtful.contains(tracker.partition()))
        .toList();
  }

  PartitionTracker tracker(TopicPartition partition) {
    return trackers.get(partition);
  }

  /** How many records are not finished, read or not; empty while the client does not know. */
  OptionalLong lag(Consumer<?, ?> consumer) {
    if (!unsynchronised.isEmpty()) {
      return OptionalLong.empty();
    }
    long lag = backlog.records();
    for (TopicPartition partition : trackers.keySet()) {
      OptionalLong unread = consumer.currentLag(partition);
      if (unread.isEmpty()) {
        return unread;
      }
      lag += unread.getAsLong();
    }
    return OptionalLong.of(lag);
  }

  /** Takes note of new partitions, which deliver nothing until they are taken over. */
  void add(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    unsynchronised.addAll(partitions);
    flow.pauseOnly(consumer, paused(false));
  }

  /** Gives partitions up; what is not finished there belongs to somebody else. */
  void remove(Collection<TopicPartition> partitions) {
    for (TopicPartition partition : partitions) {
      forget(trackers.remove(partition));
    }
    Set<TopicPartition> gone = Set.copyOf(partitions);
    unsynchronised.removeAll(gone);
    flow.forget(gone);
  }

  /** Gives everything up. */
  void removeAll() {
    Set<TopicPartition> all = new HashSet<>(trackers.keySet());
    all.addAll(unsynchronised);
    remove(all);
  }

  /**
   * Has a partition read again from its committed offset, and committed no more before that; for
   * any thread.
   */
  void requestResynchronisation(TopicPartition partition) {
    doubtful.add(partition);
  }

  /** Takes partitions over whose committed offset can be read now. */
  void synchronise(Consumer<byte[], byte[]> consumer, Duration timeout) {
    dropDoubtful();
    if (unsynchronised.isEmpty()) {
      return;
    }
    flow.pauseOnly(consumer, paused(false));
    Map<TopicPartition, OffsetAndMetadata> committed =
        consumer.committed(Set.copyOf(unsynchronised), timeout);
    committed.forEach((partition, offset) -> takeOver(consumer, partition, offset));
  }

  /**
   * Pauses what must not deliver more.
   *
   * @param all whether nothing may
   */
  void control(Consumer<?, ?> consumer, boolean all) {
    flow.pauseOnly(consumer, paused(all));
  }

  private void takeOver(
      Consumer<byte[], byte[]> consumer, TopicPartition partition, OffsetAndMetadata committed) {
    PartitionTracker tracker;
    if (committed != null) {
      tracker = new PartitionTracker(partition, committed, backlog);
    } else {
      // Added to the topic after the subscription was made: everything in it is new.
      long start =
          starts.containsKey(partition)
              ? starts.get(partition)
              : consumer.beginningOffsets(Set.of(partition)).get(partition);
      tracker = new PartitionTracker(partition, new OffsetAndMetadata(start), backlog);
      tracker.noteUncommitted();
    }
    starts.remove(partition);
    consumer.seek(partition, tracker.nextOffset());
    trackers.put(partition, tracker);
    unsynchronised.remove(partition);
  }

  private void dropDoubtful() {
    for (TopicPartition partition : Set.copyOf(doubtful)) {
      PartitionTracker tracker = trackers.remove(partition);
      if (tracker != null) {
        forget(tracker);
        unsynchronised.add(partition);
      }
      doubtful.remove(partition);
    }
  }

  private void forget(PartitionTracker tracker) {
    if (tracker != null) {
      tracker.forget();
      ready.forget(tracker);
    }
  }

  private Set<TopicPartition> paused(boolean all) {
    Set<TopicPartition> wanted = new HashSet<>(unsynchronised);
    trackers.forEach(
        (partition, tracker) -> {
          if (all || tracker.isWindowFull()) {
            wanted.add(partition);
          }
        });
    return wanted;
  }
}
