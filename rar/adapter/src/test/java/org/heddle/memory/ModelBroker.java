package org.heddle.memory;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.heddle.api.ConsumerType;

/** A broker as simple as it gets: lists that are searched from the start. */
final class ModelBroker {

  private final Map<String, TopicModel> topics = new HashMap<>();

  /** One message of one topic. */
  static final class MessageModel {
    final String text;
    final boolean bestEffort;

    /** The subscriptions that have not acknowledged it; null before the first one wants it. */
    Set<SubscriptionModel> wantedBy;

    MessageModel(String text, boolean bestEffort) {
      this.text = text;
      this.bestEffort = bestEffort;
    }

    void wantedBy(SubscriptionModel subscription) {
      if (wantedBy == null) {
        wantedBy = new HashSet<>();
      }
      wantedBy.add(subscription);
    }

    boolean isKept() {
      return !bestEffort && (wantedBy == null || !wantedBy.isEmpty());
    }
  }

  /** One message as one subscription sees it. */
  static final class Item {
    final MessageModel message;
    DeliveryModel holder;
    Duration notBefore = Duration.ZERO;
    int deliveries;

    Item(MessageModel message) {
      this.message = message;
    }
  }

  /** One handing-over of an item. */
  static final class DeliveryModel {
    final ConsumerModel consumer;
    final Item item;
    boolean givenBack;

    DeliveryModel(ConsumerModel consumer, Item item) {
      this.consumer = consumer;
      this.item = item;
    }

    boolean isInFlight() {
      return item.holder == this;
    }
  }

  /** An open consumer. */
  static final class ConsumerModel {
    final SubscriptionModel subscription;
    final ConsumerType type;

    ConsumerModel(SubscriptionModel subscription, ConsumerType type) {
      this.subscription = subscription;
      this.type = type;
    }
  }

  /** A subscription with its items in the order of sending. */
  static final class SubscriptionModel {
    final List<Item> items = new ArrayList<>();
    final List<ConsumerModel> consumers = new ArrayList<>();

    boolean admits(ConsumerType type) {
      return consumers.isEmpty()
          || (consumers.get(0).type == type && type != ConsumerType.EXCLUSIVE);
    }

    /** Returns what a poll of the consumer has to give, or null. */
    Item next(ConsumerModel consumer, Duration now) {
      boolean ordered = consumer.type != ConsumerType.SHARED;
      if (ordered && consumers.get(0) != consumer) {
        return null;
      }
      for (Item item : items) {
        boolean waits = item.notBefore.compareTo(now) > 0;
        if (item.holder == null && !waits) {
          return item;
        }
        if (ordered && waits) {
          return null;
        }
      }
      return null;
    }

    void remove(Item item) {
      items.remove(item);
      item.holder = null;
      item.message.wantedBy.remove(this);
    }
  }

  /** A topic with all its messages, kept or not. */
  static final class TopicModel {
    final List<MessageModel> messages = new ArrayList<>();
    final Map<String, SubscriptionModel> subscriptions = new HashMap<>();
  }

  TopicModel topic(String name) {
    return topics.computeIfAbsent(name, unused -> new TopicModel());
  }

  boolean exists(String name) {
    return topics.containsKey(name);
  }

  void publish(String name, MessageModel message) {
    if (message.bestEffort && !exists(name)) {
      return;
    }
    TopicModel topic = topic(name);
    topic.messages.add(message);
    for (SubscriptionModel subscription : topic.subscriptions.values()) {
      if (!message.bestEffort || !subscription.consumers.isEmpty()) {
        subscription.items.add(new Item(message));
        message.wantedBy(subscription);
      }
    }
  }

  SubscriptionModel subscribe(String name, String subscription, boolean earliest) {
    TopicModel topic = topic(name);
    SubscriptionModel known = topic.subscriptions.get(subscription);
    if (known != null) {
      return known;
    }
    SubscriptionModel made = new SubscriptionModel();
    topic.subscriptions.put(subscription, made);
    if (earliest) {
      for (MessageModel message : topic.messages) {
        if (message.isKept()) {
          made.items.add(new Item(message));
          message.wantedBy(made);
        }
      }
    }
    return made;
  }

  DeliveryModel deliver(ConsumerModel consumer, Item item, boolean bestEffort) {
    DeliveryModel delivery = new DeliveryModel(consumer, item);
    item.deliveries++;
    if (bestEffort || item.message.bestEffort) {
      consumer.subscription.remove(item);
    } else {
      item.holder = delivery;
    }
    return delivery;
  }

  void finish(DeliveryModel delivery) {
    if (delivery.isInFlight()) {
      delivery.consumer.subscription.remove(delivery.item);
    }
  }

  void giveBack(DeliveryModel delivery, boolean counted, Duration notBefore) {
    if (delivery.isInFlight()) {
      delivery.givenBack = true;
      delivery.item.holder = null;
      delivery.item.notBefore = notBefore;
      delivery.item.deliveries -= counted ? 0 : 1;
    }
  }

  void close(ConsumerModel consumer) {
    SubscriptionModel subscription = consumer.subscription;
    for (Item item : subscription.items) {
      if (item.holder != null && item.holder.consumer == consumer) {
        giveBack(item.holder, true, Duration.ZERO);
      }
    }
    subscription.consumers.remove(consumer);
    if (subscription.consumers.isEmpty()) {
      for (Item item : List.copyOf(subscription.items)) {
        if (item.message.bestEffort) {
          subscription.remove(item);
        }
      }
    }
  }

  void unsubscribe(String name, String subscription) {
    SubscriptionModel gone = topic(name).subscriptions.remove(subscription);
    List.copyOf(gone.items).forEach(gone::remove);
  }

  void delete(String name) {
    TopicModel gone = topics.remove(name);
    if (gone != null) {
      List.copyOf(gone.subscriptions.values())
          .forEach(subscription -> List.copyOf(subscription.items).forEach(subscription::remove));
    }
  }
}
