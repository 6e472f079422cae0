package org.heddle.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.heddle.api.InitialPosition;
import org.heddle.spi.SubscriptionSpec;

/** A topic: what it keeps and who subscribed to it. Guarded by the broker's lock. */
final class MemoryTopic {

  private final String address;
  private final Room room;

  /** In the order of sending; without best effort. */
  private final Set<StoredMessage> kept = new LinkedHashSet<>();

  private final Map<String, MemorySubscription> subscriptions = new HashMap<>();
  private long keptBytes;

  MemoryTopic(String address, Room room) {
    this.address = address;
    this.room = room;
  }

  String address() {
    return address;
  }

  long keptBytes() {
    return keptBytes;
  }

  Collection<MemorySubscription> subscriptions() {
    return subscriptions.values();
  }

  /** Takes a message for which there is room. */
  void publish(StoredMessage message) {
    for (MemorySubscription subscription : subscriptions.values()) {
      if (!message.bestEffort || subscription.isListening()) {
        message.claims++;
        subscription.append(message);
      }
    }
    if (!message.bestEffort) {
      kept.add(message);
    }
    if (!message.bestEffort || message.claims > 0) {
      keptBytes += message.cost();
      room.use(message.cost());
    }
  }

  /** Takes note that one of the subscriptions is done with a message. */
  void release(StoredMessage message) {
    message.claims--;
    if (message.claims == 0) {
      forget(message);
    } else {
      // A unit that waits may be the last one now that needs this message.
      room.reconsider();
    }
  }

  /** Returns the subscription of that name, made now if there is none. */
  MemorySubscription subscribe(SubscriptionSpec spec, MemoryBackend backend) {
    MemorySubscription known = subscriptions.get(spec.subscription());
    if (known != null) {
      return known;
    }
    MemorySubscription made = new MemorySubscription(this, spec.subscription(), backend);
    subscriptions.put(spec.subscription(), made);
    if (spec.initialPosition() == InitialPosition.EARLIEST) {
      for (StoredMessage message : kept) {
        message.claims++;
        made.append(message);
      }
    }
    return made;
  }

  void unsubscribe(MemorySubscription subscription) {
    subscriptions.remove(subscription.name());
    subscription.clear();
  }

  /** Gives up everything; the topic is not used afterwards. */
  void clear() {
    subscriptions.values().forEach(MemorySubscription::clear);
    subscriptions.clear();
    room.free(keptBytes);
    kept.clear();
    keptBytes = 0;
  }

  private void forget(StoredMessage message) {
    kept.remove(message);
    keptBytes -= message.cost();
    room.free(message.cost());
  }
}
