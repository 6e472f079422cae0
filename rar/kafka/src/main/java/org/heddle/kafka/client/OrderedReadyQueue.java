package org.heddle.kafka.client;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.heddle.spi.BackendContext;

/**
 * For subscriptions that keep the order of each partition: what stands behind a record that was
 * given back waits until that one is handed out again.
 */
final class OrderedReadyQueue implements ReadyQueue {

  private static final class Returned {
    private final TrackedRecord record;
    private boolean ripe;

    private Returned(TrackedRecord record) {
      this.record = record;
    }
  }

  private static final class Lane {
    private final Deque<TrackedRecord> fresh = new ArrayDeque<>();
    // By offset: all of them stand before whatever was never handed out.
    private final TreeMap<Long, Returned> returned = new TreeMap<>();

    private TrackedRecord next() {
      if (returned.isEmpty()) {
        return fresh.poll();
      }
      return returned.firstEntry().getValue().ripe
          ? returned.pollFirstEntry().getValue().record
          : null;
    }
  }

  private final BackendContext context;
  private final Runnable available;
  private final Map<PartitionTracker, Lane> lanes = new LinkedHashMap<>();
  private int turn;

  OrderedReadyQueue(BackendContext context, Runnable available) {
    this.context = context;
    this.available = available;
  }

  @Override
  public void add(List<TrackedRecord> records) {
    if (records.isEmpty()) {
      return;
    }
    synchronized (this) {
      lanes.computeIfAbsent(records.get(0).tracker(), tracker -> new Lane()).fresh.addAll(records);
    }
    available.run();
  }

  @Override
  public void giveBack(TrackedRecord record, Duration delay) {
    Returned returned = new Returned(record);
    synchronized (this) {
      Lane lane = lanes.get(record.tracker());
      if (lane == null) {
        return;
      }
      lane.returned.put(record.offset(), returned);
    }
    if (delay.isZero()) {
      ripen(returned);
    } else {
      context.schedule(delay, () -> ripen(returned));
    }
  }

  private void ripen(Returned returned) {
    synchronized (this) {
      returned.ripe = true;
    }
    available.run();
  }

  @Override
  public synchronized KafkaDelivery next(KafkaSubscription consumer) {
    List<Lane> inTurn = new ArrayList<>(lanes.values());
    for (int i = 0; i < inTurn.size(); i++) {
      Lane lane = inTurn.get((turn + i) % inTurn.size());
      for (TrackedRecord record = lane.next(); record != null; record = lane.next()) {
        KafkaDelivery delivery = record.take(consumer);
        if (delivery != null) {
          turn = (turn + i + 1) % inTurn.size();
          return delivery;
        }
      }
    }
    return null;
  }

  @Override
  public synchronized void forget(PartitionTracker tracker) {
    lanes.remove(tracker);
  }
}
