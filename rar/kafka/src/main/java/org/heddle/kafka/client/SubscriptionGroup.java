package org.heddle.kafka.client;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.GroupNotEmptyException;
import org.apache.kafka.common.errors.RebalanceInProgressException;
import org.apache.kafka.common.errors.UnknownMemberIdException;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.SubscriptionInUseException;
import org.heddle.spi.SubscriptionSpec;
import org.heddle.spi.support.Deadline;

/**
 * A subscription as the brokers know it: a consumer group, or the part of one that concerns a
 * topic, for a group may read several. Every method blocks, within the operation timeout.
 */
final class SubscriptionGroup {

  private final KafkaAdmin admin;
  private final KafkaTopics topics;
  private final SubscriptionSpec spec;
  private final String group;
  private final String topic;

  SubscriptionGroup(KafkaAdmin admin, KafkaTopics topics, SubscriptionSpec spec) {
    this.admin = admin;
    this.topics = topics;
    this.spec = spec;
    this.group = spec.subscription();
    this.topic = TopicNames.of(spec.topic());
  }

  /**
   * Checks that a consumer of the wanted type may join.
   *
   * @throws SubscriptionInUseException if it is exclusive and has a consumer, or its consumers are
   *     of another type
   */
  void checkMayJoin() {
    for (MemberDescription member : members()) {
      ConsumerType theirs =
          ConsumerClientId.parse(member.clientId())
              .map(ConsumerClientId::type)
              .orElse(spec.consumerType());
      if (spec.consumerType() == ConsumerType.EXCLUSIVE || theirs != spec.consumerType()) {
        throw inUse("it has " + theirs + " consumer " + member.clientId());
      }
    }
  }

  /**
   * Decides between exclusive consumers that joined at the same time: all but the one with the
   * least id give way at once, and that one only stays if the others do.
   *
   * @param memberId the one that asks
   * @throws SubscriptionInUseException if that one is to leave
   */
  void claim(String memberId, Deadline patience) {
    while (true) {
      Set<String> others =
          members().stream()
              .map(MemberDescription::consumerId)
              .filter(id -> !id.equals(memberId))
              .collect(Collectors.toSet());
      if (others.isEmpty()) {
        return;
      }
      if (patience.passed() || others.stream().anyMatch(id -> id.compareTo(memberId) < 0)) {
        throw inUse("another consumer joined it at the same time");
      }
      Pause.shortly();
    }
  }

  /**
   * Makes the subscription durable if it is new, by committing where it starts.
   *
   * @return the starts that could not be committed yet because the group has members, which read
   *     other topics; the new member has to
   */
  Map<TopicPartition, Long> createUnlessThere() {
    List<TopicPartition> partitions = topics.partitions(spec.topic());
    // Including a position that a transaction is about to change: the brokers would not tell that
    // one if asked for what is certain, and it must not be taken for a new subscription.
    if (!offsets(partitions, false).isEmpty()) {
      return Map.of();
    }
    Map<TopicPartition, Long> starts = starts(partitions);
    Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
    starts.forEach((partition, offset) -> offsets.put(partition, new OffsetAndMetadata(offset)));
    try {
      admin.askPlainly(client -> client.alterConsumerGroupOffsets(group, offsets).all());
      return Map.of();
    } catch (Exception e) {
      Throwable cause = KafkaFailures.unwrap(e);
      if (cause instanceof UnknownMemberIdException
          || cause instanceof GroupNotEmptyException
          || cause instanceof RebalanceInProgressException) {
        return starts;
      }
      throw KafkaFailures.translate(e, "create " + this);
    }
  }

  /** Tells whether every one of these partitions has a committed offset. */
  boolean isDurable(Collection<TopicPartition> partitions) {
    return committed(List.copyOf(partitions)).keySet().containsAll(partitions);
  }

  /**
   * Forgets the position, and the group with it unless it reads other topics.
   *
   * @throws SubscriptionInUseException if it has consumers
   */
  void delete() {
    try {
      Set<TopicPartition> others = new HashSet<>(allCommitted().keySet());
      Set<TopicPartition> own = new HashSet<>(others);
      own.removeIf(partition -> !partition.topic().equals(topic));
      others.removeAll(own);
      if (others.isEmpty() && describe().isEmpty()) {
        admin.askPlainly(client -> client.deleteConsumerGroups(List.of(group)).all());
      } else if (!own.isEmpty()) {
        admin.askPlainly(client -> client.deleteConsumerGroupOffsets(group, own).all());
      }
    } catch (Exception e) {
      if (!(KafkaFailures.unwrap(e) instanceof GroupIdNotFoundException)) {
        throw KafkaFailures.translate(e, "delete " + this);
      }
    }
  }

  /**
   * Checks that a consumer has the subscription for itself.
   *
   * @throws SubscriptionInUseException if not
   */
  void checkAlone(String memberId) {
    if (members().stream().anyMatch(member -> !member.consumerId().equals(memberId))) {
      throw inUse("it has other consumers; close them first");
    }
  }

  /**
   * The committed offsets of some partitions, when no transaction is under way that changes them.
   *
   * @return without those partitions that have none
   * @throws BrokerUnreachableException if a transaction does not end until the deadline
   */
  Map<TopicPartition, OffsetAndMetadata> settled(
      List<TopicPartition> partitions, Deadline deadline) {
    while (true) {
      // Those that a transaction changes are left out of the answer, like those that have none.
      Map<TopicPartition, OffsetAndMetadata> certain = committed(partitions);
      if (certain.keySet().containsAll(offsets(partitions, false).keySet())) {
        return certain;
      }
      if (deadline.passed()) {
        throw new BrokerUnreachableException(
            "The position of " + this + " cannot be read: a transaction of it does not end");
      }
      Pause.shortly();
    }
  }

  /** The committed offsets of some partitions that nothing in doubt holds back. */
  Map<TopicPartition, OffsetAndMetadata> committed(List<TopicPartition> partitions) {
    return offsets(partitions, true);
  }

  private Map<TopicPartition, OffsetAndMetadata> offsets(
      List<TopicPartition> partitions, boolean stable) {
    Map<TopicPartition, OffsetAndMetadata> offsets =
        admin.ask(
            "read the position of " + this,
            client ->
                client
                    .listConsumerGroupOffsets(
                        Map.of(
                            group, new ListConsumerGroupOffsetsSpec().topicPartitions(partitions)),
                        new ListConsumerGroupOffsetsOptions().requireStable(stable))
                    .partitionsToOffsetAndMetadata(group));
    Map<TopicPartition, OffsetAndMetadata> known = new HashMap<>(offsets);
    known.values().removeIf(offset -> offset == null);
    return known;
  }

  private Map<TopicPartition, OffsetAndMetadata> allCommitted() throws Exception {
    return admin.askPlainly(
        client -> client.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
  }

  private Map<TopicPartition, Long> starts(List<TopicPartition> partitions) {
    OffsetSpec start =
        spec.initialPosition() == InitialPosition.EARLIEST
            ? OffsetSpec.earliest()
            : OffsetSpec.latest();
    Map<TopicPartition, OffsetSpec> asked =
        partitions.stream().collect(Collectors.toMap(partition -> partition, p -> start));
    Map<TopicPartition, Long> starts = new HashMap<>();
    admin
        .ask("find the start of " + this, client -> client.listOffsets(asked).all())
        .forEach((partition, found) -> starts.put(partition, found.offset()));
    return starts;
  }

  /** The members that read the topic, as far as the brokers tell. */
  private List<MemberDescription> members() {
    return describe().stream().filter(this::reads).toList();
  }

  private boolean reads(MemberDescription member) {
    return ConsumerClientId.parse(member.clientId())
        .map(id -> id.topic().equals(topic))
        .orElseGet(
            () -> {
              Set<TopicPartition> assigned = member.assignment().topicPartitions();
              return assigned.isEmpty()
                  || assigned.stream().anyMatch(partition -> partition.topic().equals(topic));
            });
  }

  private Collection<MemberDescription> describe() {
    try {
      return admin
          .askPlainly(
              client -> client.describeConsumerGroups(List.of(group)).describedGroups().get(group))
          .members();
    } catch (Exception e) {
      if (KafkaFailures.unwrap(e) instanceof GroupIdNotFoundException) {
        return List.of();
      }
      throw KafkaFailures.translate(e, "look up " + this);
    }
  }

  private SubscriptionInUseException inUse(String why) {
    return new SubscriptionInUseException("Cannot open " + this + ": " + why);
  }

  @Override
  public String toString() {
    return "subscription '" + group + "' of topic '" + spec.topic() + "'";
  }
}
