package org.heddle.kafka.client;

import java.time.Duration;
import java.util.List;

/**
 * The records that can be handed out, and those that will be after a delay. Filled by the poller,
 * emptied by any thread; calls back when something has become ready.
 */
interface ReadyQueue {

  /**
   * Adds new records.
   *
   * @param records of one partition, in order
   */
  void add(List<TrackedRecord> records);

  /** Adds a record that was given back. */
  void giveBack(TrackedRecord record, Duration delay);

  /** Hands out the next record that is ready; null if there is none. */
  KafkaDelivery next(KafkaSubscription consumer);

  /** Drops what belongs to a partition that is no longer ours. */
  void forget(PartitionTracker tracker);
}
