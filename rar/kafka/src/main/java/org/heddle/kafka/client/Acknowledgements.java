package org.heddle.kafka.client;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.heddle.api.MessagingException;
import org.heddle.spi.Delivery;

/** The deliveries that a unit of work acknowledges, by subscription. */
final class Acknowledgements {

  // In the order of their numbers, so that two units never wait for each other's permits.
  private final Map<KafkaSubscription, List<KafkaDelivery>> bySubscription =
      new TreeMap<>(Comparator.comparingLong(KafkaSubscription::number));

  Acknowledgements(List<Delivery> deliveries) {
    for (Delivery delivery : deliveries) {
      KafkaDelivery ours = (KafkaDelivery) delivery;
      // Best effort, and what was acknowledged outside the transaction, is finished already.
      if (!ours.tracked().isFinished()) {
        bySubscription
            .computeIfAbsent(ours.subscription(), subscription -> new ArrayList<>())
            .add(ours);
      }
    }
  }

  Set<KafkaSubscription> subscriptions() {
    return bySubscription.keySet();
  }

  /**
   * Computes what is to be committed; the permit of each subscription must be held.
   *
   * @throws MessagingException if a delivery is no longer its consumer's
   */
  Map<KafkaSubscription, List<CommitPoint>> commitPoints() {
    Map<KafkaSubscription, List<CommitPoint>> points = new LinkedHashMap<>();
    bySubscription.forEach(
        (subscription, deliveries) -> {
          deliveries.forEach(Acknowledgements::requireHeld);
          Set<TrackedRecord> finished =
              deliveries.stream().map(KafkaDelivery::tracked).collect(Collectors.toSet());
          points.put(
              subscription,
              finished.stream()
                  .map(TrackedRecord::tracker)
                  .distinct()
                  .map(tracker -> tracker.commitPoint(finished))
                  .toList());
        });
    return points;
  }

  /** Marks all of them as finished. */
  void finish() {
    bySubscription.values().forEach(deliveries -> deliveries.forEach(KafkaDelivery::finish));
  }

  /** Has all partitions concerned read again from what the brokers know. */
  void resynchronise() {
    bySubscription.forEach(
        (subscription, deliveries) ->
            deliveries.stream()
                .map(delivery -> delivery.tracked().tracker())
                .map(PartitionTracker::partition)
                .distinct()
                .forEach(subscription::resynchronise));
  }

  /** Tells whether committed offsets cover every one of these deliveries of a subscription. */
  boolean areCovered(
      KafkaSubscription subscription, Map<TopicPartition, OffsetAndMetadata> committed) {
    return bySubscription.get(subscription).stream()
        .map(KafkaDelivery::tracked)
        .allMatch(
            record ->
                FinishedOffsets.covers(
                    committed.get(record.tracker().partition()), record.offset()));
  }

  /** The partitions of a subscription. */
  List<TopicPartition> partitions(KafkaSubscription subscription) {
    return bySubscription.get(subscription).stream()
        .map(delivery -> delivery.tracked().tracker().partition())
        .distinct()
        .toList();
  }

  static Map<TopicPartition, OffsetAndMetadata> toKafka(List<CommitPoint> points) {
    return new HashMap<>(
        points.stream()
            .collect(
                Collectors.toMap(
                    (Function<CommitPoint, TopicPartition>) point -> point.tracker().partition(),
                    CommitPoint::toKafka)));
  }

  /** Tells whether a delivery can still be acknowledged by its consumer. */
  static boolean isHeld(KafkaDelivery delivery) {
    return delivery.tracked().isHeldBy(delivery);
  }

  /**
   * Checks a delivery that is to be acknowledged later.
   *
   * @throws MessagingException if it is no longer its consumer's
   */
  static void requireHeldOrFinished(KafkaDelivery delivery) {
    if (!delivery.tracked().isFinished()) {
      requireHeld(delivery);
    }
  }

  private static void requireHeld(KafkaDelivery delivery) {
    if (!isHeld(delivery)) {
      throw new MessagingException(
          "Message "
              + delivery.id()
              + " belongs to another consumer of its subscription now, so the transaction that"
              + " acknowledges it is not committed; the message is delivered again");
    }
  }
}
