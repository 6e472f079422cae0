package org.heddle.pulsar.client;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * For subscriptions that keep an order: what stands behind a message of its lane waits until that
 * one is handed out. A lane is what has an order, a partition or a key of it.
 */
final class OrderedReadyQueue implements ReadyQueue {

  private final Function<HeldMessage, ?> laneOf;
  private final Map<Object, TreeMap<PulsarMessageId, HeldMessage>> lanes = new LinkedHashMap<>();

  OrderedReadyQueue(Function<HeldMessage, ?> laneOf) {
    this.laneOf = laneOf;
  }

  @Override
  public void add(HeldMessage message) {
    lanes
        .computeIfAbsent(laneOf.apply(message), lane -> new TreeMap<>())
        .put(message.id(), message);
  }

  @Override
  public void ripen(HeldMessage message) {
    // It stands where it stood.
  }

  @Override
  public HeldMessage poll() {
    Iterator<Map.Entry<Object, TreeMap<PulsarMessageId, HeldMessage>>> all =
        lanes.entrySet().iterator();
    while (all.hasNext()) {
      Map.Entry<Object, TreeMap<PulsarMessageId, HeldMessage>> lane = all.next();
      Object key = lane.getKey();
      TreeMap<PulsarMessageId, HeldMessage> messages = lane.getValue();
      if (messages.firstEntry().getValue().isRipe()) {
        HeldMessage first = messages.pollFirstEntry().getValue();
        all.remove();
        if (!messages.isEmpty()) {
          // To the end, so that every lane has its turn.
          lanes.put(key, messages);
        }
        return first;
      }
    }
    return null;
  }
}
