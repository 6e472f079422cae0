package org.heddle.memory;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Queue;
import java.util.TreeMap;
import org.heddle.api.ConsumerType;
import org.heddle.api.MessagingException;
import org.heddle.api.SubscriptionInUseException;

/**
 * A durable subscription: what is still to be delivered to it, and its open consumers. Guarded by
 * the broker's lock.
 *
 * <p>A message that was given back is always older than one that was never handed over, so the
 * three places below are merged by looking at their first entries.
 */
final class MemorySubscription {

  private final MemoryTopic topic;
  private final String name;
  private final MemoryBackend backend;

  /** Never handed over yet. */
  private final Queue<StoredMessage> fresh = new ArrayDeque<>();

  /** Given back and ready, by sequence. */
  private final NavigableMap<Long, GivenBack> ready = new TreeMap<>();

  /** Given back and waiting for its delay, by sequence. */
  private final NavigableMap<Long, GivenBack> delayed = new TreeMap<>();

  /** In the order of opening; the first is the active one unless the type is shared. */
  private final List<MemoryConsumer> consumers = new ArrayList<>();

  MemorySubscription(MemoryTopic topic, String name, MemoryBackend backend) {
    this.topic = topic;
    this.name = name;
    this.backend = backend;
  }

  /** A message that was handed over before. */
  private static final class GivenBack {
    final StoredMessage message;
    final int deliveries;
    Runnable cancelTimer = () -> {};

    GivenBack(StoredMessage message, int deliveries) {
      this.message = message;
      this.deliveries = deliveries;
    }
  }

  String name() {
    return name;
  }

  boolean isListening() {
    return !consumers.isEmpty();
  }

  /** Adds a consumer, unless those that are open do not allow it. */
  void open(MemoryConsumer consumer) {
    ConsumerType type = consumer.spec().consumerType();
    if (isListening()) {
      ConsumerType present = consumers.get(0).spec().consumerType();
      if (type != present || type == ConsumerType.EXCLUSIVE) {
        throw new SubscriptionInUseException(
            describe()
                + " has an open consumer of type "
                + present
                + ", which does not allow one"
                + " of type "
                + type
                + "; close that one, or choose another subscription");
      }
    }
    consumers.add(consumer);
    signal();
  }

  /** Tells how many messages are not acknowledged, whoever has them. */
  long lag() {
    return (long) fresh.size()
        + ready.size()
        + delayed.size()
        + consumers.stream().mapToInt(MemoryConsumer::inFlight).sum();
  }

  void append(StoredMessage message) {
    fresh.add(message);
    signal();
  }

  /** Hands over the next message that is ready, or returns null. */
  MemoryDelivery take(MemoryConsumer consumer) {
    if (isOrdered() && consumers.get(0) != consumer) {
      return null;
    }
    StoredMessage message;
    int deliveries = 0;
    if (!ready.isEmpty()) {
      if (isHeldUp(ready.firstKey())) {
        return null;
      }
      GivenBack again = ready.pollFirstEntry().getValue();
      message = again.message;
      deliveries = again.deliveries;
    } else if (!fresh.isEmpty()) {
      if (isHeldUp(fresh.peek().sequence())) {
        return null;
      }
      message = fresh.remove();
    } else {
      return null;
    }
    return new MemoryDelivery(consumer, this, message, deliveries + 1);
  }

  /** Lets go of a message that was handed over and is acknowledged. */
  void release(StoredMessage message) {
    topic.release(message);
  }

  /** Takes a message back, to be delivered again after the delay. */
  void giveBack(StoredMessage message, int deliveries, Duration delay) {
    GivenBack again = new GivenBack(message, deliveries);
    if (delay.isZero()) {
      ready.put(message.sequence(), again);
      signal();
    } else {
      // Cannot run before the lock is given back, so the order of these two lines is free.
      again.cancelTimer = backend.schedule(delay, () -> ripen(again));
      delayed.put(message.sequence(), again);
    }
  }

  /** Lets go of a message that was given back and is acknowledged all the same. */
  void finish(StoredMessage message) {
    GivenBack again = delayed.remove(message.sequence());
    if (again == null) {
      again = ready.remove(message.sequence());
    }
    if (again != null) {
      again.cancelTimer.run();
      release(message);
      signal();
    }
  }

  /** Removes a consumer; what it held was given back before. */
  void close(MemoryConsumer consumer) {
    consumers.remove(consumer);
    if (isListening()) {
      signal();
    } else {
      dropBestEffort();
    }
  }

  void unsubscribe(MemoryConsumer consumer) {
    if (consumers.size() > 1) {
      throw new SubscriptionInUseException(
          describe()
              + " has "
              + (consumers.size() - 1)
              + " other open consumers; close them before"
              + " ending the subscription");
    }
    topic.unsubscribe(this);
  }

  /** Tells the consumers that the topic is gone; {@link #clear()} has to follow. */
  void fail(MessagingException cause) {
    consumers.forEach(consumer -> consumer.fail(cause));
  }

  /** Forgets everything: messages, timers, consumers. */
  void clear() {
    consumers.forEach(MemoryConsumer::detach);
    consumers.clear();
    delayed.values().forEach(again -> again.cancelTimer.run());
    delayed.values().forEach(again -> release(again.message));
    ready.values().forEach(again -> release(again.message));
    fresh.forEach(this::release);
    delayed.clear();
    ready.clear();
    fresh.clear();
  }

  /** Returns the words that name this subscription in messages. */
  String describe() {
    return "Subscription '" + name + "' of topic '" + topic.address() + "'";
  }

  private void ripen(GivenBack again) {
    if (delayed.remove(again.message.sequence(), again)) {
      ready.put(again.message.sequence(), again);
      signal();
    }
  }

  private boolean isOrdered() {
    return consumers.get(0).spec().consumerType() != ConsumerType.SHARED;
  }

  /** Where order is promised, an older message that waits for its delay holds up the others. */
  private boolean isHeldUp(long sequence) {
    return isOrdered() && !delayed.isEmpty() && delayed.firstKey() < sequence;
  }

  private void signal() {
    if (!isListening() || (ready.isEmpty() && fresh.isEmpty())) {
      return;
    }
    if (isOrdered()) {
      consumers.get(0).signal();
    } else {
      consumers.forEach(MemoryConsumer::signal);
    }
  }

  private void dropBestEffort() {
    fresh.removeIf(
        message -> {
          if (message.bestEffort) {
            release(message);
          }
          return message.bestEffort;
        });
  }
}
