package org.heddle.kafka.client;

import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.heddle.spi.BackendContext;

/** For subscriptions where a record that is given back holds up no other. */
final class UnorderedReadyQueue implements ReadyQueue {

  private final BackendContext context;
  private final Runnable available;
  private final Queue<TrackedRecord> ready = new ConcurrentLinkedQueue<>();

  UnorderedReadyQueue(BackendContext context, Runnable available) {
    this.context = context;
    this.available = available;
  }

  @Override
  public void add(List<TrackedRecord> records) {
    if (!records.isEmpty()) {
      ready.addAll(records);
      available.run();
    }
  }

  @Override
  public void giveBack(TrackedRecord record, Duration delay) {
    if (delay.isZero()) {
      add(List.of(record));
    } else {
      context.schedule(delay, () -> add(List.of(record)));
    }
  }

  @Override
  public KafkaDelivery next(KafkaSubscription consumer) {
    for (TrackedRecord record = ready.poll(); record != null; record = ready.poll()) {
      KafkaDelivery delivery = record.take(consumer);
      if (delivery != null) {
        return delivery;
      }
    }
    return null;
  }

  @Override
  public void forget(PartitionTracker tracker) {
    // Forgotten records are not handed out, so they may fall out one by one.
  }
}
