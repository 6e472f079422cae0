package org.heddle.kafka.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.NewPartitions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidPartitionsException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.QualityOfService;
import org.heddle.api.Topic;
import org.heddle.kafka.KafkaSettings;
import org.heddle.spi.SettlementSlot;
import org.heddle.spi.support.Deadline;
import org.heddle.spi.support.OwnContext;

/**
 * The topic in which each settled unit leaves its name, in the same Kafka transaction: the last
 * name in a slot's partition tells whether the unit that has the slot was settled. A partition for
 * each slot, because nothing behind an open transaction can be read. Compacted, so that the last
 * names stay for ever and take no room. Safe for several threads.
 */
final class OutcomeTopic {

  private static final String PREFIX = "heddle-outcomes-";
  private static final int PARTITION_STEP = 8;
  private static final long FIRST_LOOK = 50;
  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaClients clients;
  private final KafkaAdmin admin;
  private final KafkaTopics topics;
  private final KafkaSettings settings;
  private final Map<String, Integer> partitions = new ConcurrentHashMap<>();

  OutcomeTopic(KafkaClients clients, KafkaAdmin admin, KafkaTopics topics, KafkaSettings settings) {
    this.clients = clients;
    this.admin = admin;
    this.topics = topics;
    this.settings = settings;
  }

  /**
   * Makes sure that there is a partition for a slot.
   *
   * @throws org.heddle.api.MessagingException if there is none and it cannot be made
   */
  void ensure(SettlementSlot slot) {
    String topic = topic(slot);
    if (partitions.getOrDefault(topic, 0) <= slot.number()) {
      partitions.put(topic, enlarge(topic, slot.number() + 1));
    }
  }

  private synchronized int enlarge(String topic, int needed) {
    int wanted = (needed + PARTITION_STEP - 1) / PARTITION_STEP * PARTITION_STEP;
    String action = "make the topic " + topic + " that two-phase commit needs";
    try {
      NewTopic made =
          new NewTopic(topic, Optional.of(wanted), replicas())
              .configs(Map.of("cleanup.policy", "compact"));
      admin.askPlainly(client -> client.createTopics(List.of(made)).all());
      topics.awaitLeaders(new Topic.Native(topic, QualityOfService.AT_LEAST_ONCE));
      return wanted;
    } catch (Exception e) {
      if (!(KafkaFailures.unwrap(e) instanceof TopicExistsException)) {
        throw KafkaFailures.translate(e, action);
      }
    }
    int present =
        admin
            .ask(
                action,
                client -> client.describeTopics(List.of(topic)).topicNameValues().get(topic))
            .partitions()
            .size();
    if (present >= needed) {
      return present;
    }
    try {
      admin.askPlainly(
          client -> client.createPartitions(Map.of(topic, NewPartitions.increaseTo(wanted))).all());
      topics.awaitLeaders(new Topic.Native(topic, QualityOfService.AT_LEAST_ONCE));
    } catch (Exception e) {
      if (!(KafkaFailures.unwrap(e) instanceof InvalidPartitionsException)) {
        throw KafkaFailures.translate(e, action);
      }
    }
    return wanted;
  }

  private Optional<Short> replicas() {
    return settings.replicationFactor() < 0
        ? Optional.empty()
        : Optional.of(settings.replicationFactor());
  }

  /** The record that says that a unit was settled. */
  ProducerRecord<byte[], byte[]> record(SettlementSlot slot, String unit) {
    return new ProducerRecord<>(
        topic(slot), slot.number(), slot.toString().getBytes(UTF_8), unit.getBytes(UTF_8));
  }

  /**
   * Tells whether a unit was the last to be settled in its slot. Asked only when no transaction of
   * the slot is open, for else the answer could change.
   *
   * @throws BrokerUnreachableException if the topic cannot be read in time
   */
  boolean isLast(SettlementSlot slot, String unit, Deadline deadline) {
    ensure(slot);
    TopicPartition partition = new TopicPartition(topic(slot), slot.number());
    Consumer<byte[], byte[]> reader = clients.consumer(Map.of(), Map.of());
    try {
      reader.assign(Set.of(partition));
      long begin = reader.beginningOffsets(Set.of(partition)).get(partition);
      long end = reader.endOffsets(Set.of(partition)).get(partition);
      for (long look = FIRST_LOOK; ; look *= PARTITION_STEP) {
        long from = Math.max(begin, end - look);
        Optional<String> last = last(reader, partition, from, end, deadline);
        if (last.isPresent() || from == begin) {
          return last.equals(Optional.of(unit));
        }
      }
    } catch (RuntimeException e) {
      throw KafkaFailures.translate(e, "read the outcome of a transaction from " + partition);
    } finally {
      OwnContext.run(OutcomeTopic.class, reader::close);
    }
  }

  private static Optional<String> last(
      Consumer<byte[], byte[]> reader,
      TopicPartition partition,
      long from,
      long end,
      Deadline deadline) {
    Optional<String> last = Optional.empty();
    reader.seek(partition, from);
    while (reader.position(partition) < end) {
      if (deadline.passed()) {
        throw new BrokerUnreachableException(
            "The outcome of a transaction could not be read from " + partition + " in time");
      }
      for (ConsumerRecord<byte[], byte[]> record : reader.poll(POLL).records(partition)) {
        last = Optional.of(new String(record.value(), UTF_8));
      }
    }
    return last;
  }

  private static String topic(SettlementSlot slot) {
    return PREFIX + slot.owner();
  }
}
