package org.heddle.kafka.client;

import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * One record of an assigned partition until it is finished. It is ready, held by the delivery that
 * was handed out last, finished, or forgotten because the partition went elsewhere. Only the holder
 * can finish it or give it back, whatever older deliveries say.
 */
final class TrackedRecord {

  private enum Rest {
    READY,
    FINISHED,
    FORGOTTEN
  }

  private final PartitionTracker tracker;
  private final long offset;
  private final int size;
  // A Rest, or the KafkaDelivery that holds the record.
  private final AtomicReference<Object> holder = new AtomicReference<>(Rest.READY);
  // Both belong to whoever moves the holder.
  private ConsumerRecord<byte[], byte[]> record;
  private int attempts;

  TrackedRecord(PartitionTracker tracker, ConsumerRecord<byte[], byte[]> record) {
    this.tracker = tracker;
    this.offset = record.offset();
    this.size = Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    this.record = record;
  }

  PartitionTracker tracker() {
    return tracker;
  }

  long offset() {
    return offset;
  }

  int size() {
    return size;
  }

  /** Hands the record out; null if it is not ready (any more). */
  KafkaDelivery take(KafkaSubscription consumer) {
    ConsumerRecord<byte[], byte[]> taken = record;
    if (taken == null) {
      return null;
    }
    KafkaDelivery delivery = new KafkaDelivery(consumer, this, taken, attempts + 1);
    return holder.compareAndSet(Rest.READY, delivery) ? delivery : null;
  }

  /** Finishes the record; false if the delivery does not hold it. */
  boolean finish(KafkaDelivery delivery) {
    if (!holder.compareAndSet(delivery, Rest.FINISHED)) {
      return false;
    }
    release();
    tracker.noteChange();
    return true;
  }

  /** Makes the record ready again; false if the delivery does not hold it. */
  boolean giveBack(KafkaDelivery delivery, boolean counted) {
    if (holder.get() != delivery) {
      return false;
    }
    attempts = counted ? delivery.deliveryCount() : delivery.deliveryCount() - 1;
    return holder.compareAndSet(delivery, Rest.READY);
  }

  /** Ends the record's stay here unless it is finished: whoever has the partition delivers it. */
  void forget() {
    Object before = holder.getAndUpdate(held -> held == Rest.FINISHED ? held : Rest.FORGOTTEN);
    if (before != Rest.FINISHED && before != Rest.FORGOTTEN) {
      release();
    }
  }

  boolean isHeldBy(KafkaDelivery delivery) {
    return holder.get() == delivery;
  }

  boolean isFinished() {
    return holder.get() == Rest.FINISHED;
  }

  private void release() {
    // The window may keep this object for long; the content need not stay with it.
    record = null;
    tracker.backlog().remove(size);
  }
}
