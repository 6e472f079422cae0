package org.heddle.kafka.client;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.TopicPartition;

/** Pauses partitions that must not deliver more for now; the poller's alone. */
final class FlowControl {

  private final Set<TopicPartition> paused = new HashSet<>();

  /**
   * Pauses these partitions and resumes the others.
   *
   * @param wanted those to be paused, all of them assigned
   */
  void pauseOnly(Consumer<?, ?> consumer, Set<TopicPartition> wanted) {
    if (paused.equals(wanted)) {
      return;
    }
    Set<TopicPartition> more = new HashSet<>(wanted);
    more.removeAll(paused);
    Set<TopicPartition> fewer = new HashSet<>(paused);
    fewer.removeAll(wanted);
    if (!more.isEmpty()) {
      consumer.pause(more);
      paused.addAll(more);
    }
    if (!fewer.isEmpty()) {
      consumer.resume(fewer);
      paused.removeAll(fewer);
    }
  }

  /** Notes that partitions are no longer assigned. */
  void forget(Set<TopicPartition> partitions) {
    paused.removeAll(partitions);
  }
}
