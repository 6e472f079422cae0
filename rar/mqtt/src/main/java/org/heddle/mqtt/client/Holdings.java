package org.heddle.mqtt.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.heddle.spi.BackendContext;

/**
 * The messages of a session from their arrival until they are finished, in the order of their first
 * arrival. They outlive connections: what the broker sends again with the next one is recognised by
 * its id, and neither handed out twice at the same time nor again once it is finished. Safe for
 * several threads.
 */
final class Holdings {

  /** More than a connection can lose acknowledgements of, as a rule. */
  private static final int REMEMBERED = 2_000;

  private final BackendContext context;
  private final LetterFormat format;
  private final boolean ordered;
  private final Runnable available;
  private final String foreignPrefix = Names.random() + "-";
  private final Map<String, Held> all = new HashMap<>();
  private final TreeMap<Long, Held> waiting = new TreeMap<>();
  private final Map<String, Boolean> finished = new Remembered();
  private long lastNumber;

  /** Forgets what it was told first. */
  private static final class Remembered extends LinkedHashMap<String, Boolean> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > REMEMBERED;
    }
  }

  /**
   * Starts with nothing.
   *
   * @param ordered whether a message that waits holds up those behind it
   * @param available run when a message can be taken, must not block
   */
  Holdings(BackendContext context, LetterFormat format, boolean ordered, Runnable available) {
    this.context = context;
    this.format = format;
    this.ordered = ordered;
    this.available = available;
  }

  /** Takes a message in, unless it is here, or was finished but the broker has not heard of it. */
  void add(Arrival arrival) {
    Letter letter = format.read(arrival.content());
    synchronized (this) {
      lastNumber++;
      String id = letter.id().orElse(foreignPrefix + lastNumber);
      Held known = all.get(id);
      if (known != null) {
        known.arrival = arrival;
        return;
      }
      if (!finished.containsKey(id)) {
        Held held = new Held(lastNumber, id, letter, arrival);
        all.put(id, held);
        waiting.put(lastNumber, held);
        letter = null;
      }
    }
    if (letter == null) {
      available.run();
    } else {
      arrival.acknowledge();
    }
  }

  /** Hands out the next message; null if there is none. */
  synchronized MqttDelivery next(MqttConsumer consumer) {
    Map.Entry<Long, Held> first = waiting.firstEntry();
    if (first == null || first.getValue().delayed) {
      return null;
    }
    Held held = first.getValue();
    waiting.remove(first.getKey());
    held.owner = new MqttDelivery(consumer, held, held.tries + 1);
    return held.owner;
  }

  /** Finishes a message and tells the broker. */
  void finish(MqttDelivery delivery) {
    Held held = delivery.held();
    Arrival arrival;
    synchronized (this) {
      if (held.owner != delivery) {
        return;
      }
      held.owner = null;
      all.remove(held.id());
      if (held.isKnown()) {
        finished.put(held.id(), true);
      }
      arrival = held.arrival;
    }
    arrival.acknowledge();
  }

  /** Takes a message back, to be handed out again after a delay. */
  void giveBack(MqttDelivery delivery, Duration delay, boolean counted) {
    Held held = delivery.held();
    synchronized (this) {
      if (held.owner != delivery) {
        return;
      }
      held.owner = null;
      if (counted) {
        held.tries++;
      }
      held.delayed = !delay.isZero();
      if (ordered || !held.delayed) {
        waiting.put(held.number(), held);
      }
    }
    if (delay.isZero()) {
      available.run();
    } else {
      context.schedule(delay, () -> ripen(held));
    }
  }

  private void ripen(Held held) {
    synchronized (this) {
      if (all.get(held.id()) != held) {
        return;
      }
      held.delayed = false;
      waiting.put(held.number(), held);
    }
    available.run();
  }

  /** Takes back what a consumer has. */
  void release(MqttConsumer consumer) {
    synchronized (this) {
      for (Held held : all.values()) {
        if (held.owner != null && held.owner.consumer() == consumer) {
          held.owner = null;
          held.tries++;
          waiting.put(held.number(), held);
        }
      }
    }
    available.run();
  }

  /**
   * The connection is gone, and the broker sends again what it has no acknowledgement of. What
   * could not be recognised then, and nobody works on, is left to that.
   */
  synchronized void expectAll() {
    all.values().removeIf(Holdings::comesAsANewOne);
    waiting.values().removeIf(Holdings::comesAsANewOne);
  }

  private static boolean comesAsANewOne(Held held) {
    return !held.isKnown() && held.owner == null && held.arrival.qos() > 0;
  }
}
