package org.heddle.kafka.client;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.heddle.spi.PreparedAcknowledgement;
import org.heddle.spi.SubscriptionSpec;
import org.heddle.spi.support.Deadline;

/**
 * Acknowledgements of a prepared unit whose deliveries are lost: after a crash, or because the
 * partition has moved. They are added to what the group has committed. While they are, the group's
 * consumers in this process commit nothing, and afterwards read again from there.
 */
final class LostAcknowledgements {

  private final Map<String, List<MessageReference>> byGroup = new TreeMap<>();
  private final Map<String, SubscriptionGroup> groups = new HashMap<>();
  private final List<KafkaSubscription> consumers;

  /**
   * Takes the acknowledgements.
   *
   * @param group asks the brokers about a subscription
   * @param open the consumers of this process
   */
  LostAcknowledgements(
      List<PreparedAcknowledgement> lost,
      Function<SubscriptionSpec, SubscriptionGroup> group,
      Set<KafkaSubscription> open) {
    for (PreparedAcknowledgement acknowledgement : lost) {
      String name = acknowledgement.subscription().subscription();
      byGroup
          .computeIfAbsent(name, key -> new ArrayList<>())
          .add(MessageReference.parse(acknowledgement.reference()));
      groups.computeIfAbsent(name, key -> group.apply(acknowledgement.subscription()));
    }
    consumers =
        open.stream()
            .filter(consumer -> byGroup.containsKey(consumer.spec().subscription()))
            .sorted(Comparator.comparingLong(KafkaSubscription::number))
            .toList();
  }

  /** The consumers that must not commit meanwhile. */
  List<KafkaSubscription> consumers() {
    return consumers;
  }

  boolean isEmpty() {
    return byGroup.isEmpty();
  }

  Set<String> groups() {
    return byGroup.keySet();
  }

  /**
   * What is to be committed for a group; the permits must be held, and no other unit of this
   * process may do the same. Blocks.
   */
  Map<TopicPartition, OffsetAndMetadata> offsets(String group, Deadline deadline) {
    Map<TopicPartition, List<MessageReference>> finished =
        byGroup.get(group).stream().collect(Collectors.groupingBy(MessageReference::partition));
    Map<TopicPartition, OffsetAndMetadata> committed =
        groups.get(group).settled(List.copyOf(finished.keySet()), deadline);
    Map<TopicPartition, OffsetAndMetadata> offsets = new LinkedHashMap<>();
    finished.forEach(
        (partition, references) -> {
          OffsetAndMetadata before = committed.get(partition);
          // A subscription that is gone, or was made anew, has nothing to be acknowledged.
          if (before != null) {
            OffsetAndMetadata after = add(before, references);
            if (!after.equals(before)) {
              offsets.put(partition, after);
            }
          }
        });
    return offsets;
  }

  private static OffsetAndMetadata add(
      OffsetAndMetadata committed, List<MessageReference> references) {
    BitSet finished = FinishedOffsets.decode(committed.metadata());
    for (MessageReference reference : references) {
      long beyond = reference.offset() - committed.offset();
      if (beyond >= 0 && beyond < FinishedOffsets.WINDOW) {
        finished.set((int) beyond);
      }
    }
    int prefix = finished.nextClearBit(0);
    return new OffsetAndMetadata(
        committed.offset() + prefix,
        FinishedOffsets.encode(finished.get(prefix, Math.max(prefix, finished.length()))));
  }

  /**
   * Whose place in the group the offsets are committed with: that of a consumer of this process,
   * which fences nobody out, or nobody's.
   */
  ConsumerGroupMetadata membership(String group, Function<String, ConsumerGroupMetadata> nobody) {
    return consumers.stream()
        .filter(consumer -> consumer.spec().subscription().equals(group))
        .map(KafkaSubscription::membership)
        .filter(membership -> membership != null && membership.generationId() > 0)
        .findFirst()
        .orElseGet(() -> nobody.apply(group));
  }

  /** Has the consumers read again from what is committed now; the permits must be held. */
  void resynchronise() {
    for (KafkaSubscription consumer : consumers) {
      byGroup.get(consumer.spec().subscription()).stream()
          .map(MessageReference::partition)
          .distinct()
          .forEach(consumer::resynchronise);
    }
  }
}
