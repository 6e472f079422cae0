package org.heddle.server;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * What plain clients outside the server see of a Kafka.
 *
 * @param address host and port of the broker, for clients without credentials
 */
record KafkaOutside(String address) {

  /** The broker of the suite. */
  static final KafkaOutside SUITE = new KafkaOutside("127.0.0.1:" + SuiteBrokers.KAFKA_PORT);

  /** Sends text as a program that knows nothing of Heddle would. */
  void send(String topic, String text) throws Exception {
    try (KafkaProducer<String, String> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", address), new StringSerializer(), new StringSerializer())) {
      producer.send(new ProducerRecord<>(topic, text)).get();
    }
  }

  /** Reads committed messages from the start of a topic until one holds the text. */
  List<String> readCommittedUntil(String topic, String text) {
    Map<String, Object> settings =
        Map.of(
            "bootstrap.servers",
            address,
            "group.id",
            UUID.randomUUID().toString(),
            "auto.offset.reset",
            "earliest",
            "isolation.level",
            "read_committed");
    try (KafkaConsumer<String, String> consumer =
        new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
      consumer.subscribe(List.of(topic));
      List<String> seen = new ArrayList<>();
      Suite.await()
          .pollInSameThread()
          .until(
              () -> {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> seen.add(record.value()));
                return seen.stream().anyMatch(value -> value.contains(text));
              });
      return seen;
    }
  }

  /** Where the group goes on in the only partition of a topic. */
  long committedOffset(String group, String topic) throws Exception {
    try (Admin admin = admin()) {
      OffsetAndMetadata committed =
          admin
              .listConsumerGroupOffsets(group)
              .partitionsToOffsetAndMetadata()
              .get()
              .get(new TopicPartition(topic, 0));
      return committed == null ? 0 : committed.offset();
    }
  }

  /**
   * The transactions that last wrote to a partition, each as its producer and epoch: Kafka raises
   * the epoch with every transaction.
   */
  Set<String> lastTransactions(String topic, int partition) throws Exception {
    TopicPartition where = new TopicPartition(topic, partition);
    try (Admin admin = admin()) {
      return admin
          .describeProducers(List.of(where))
          .partitionResult(where)
          .get()
          .activeProducers()
          .stream()
          .filter(producer -> producer.coordinatorEpoch().isPresent())
          .map(producer -> producer.producerId() + "@" + producer.producerEpoch())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  /** The partition of the internal topic that keeps a group's offsets. */
  int offsetsPartition(String group) throws Exception {
    try (Admin admin = admin()) {
      int partitions =
          admin
              .describeTopics(List.of("__consumer_offsets"))
              .allTopicNames()
              .get()
              .get("__consumer_offsets")
              .partitions()
              .size();
      return (group.hashCode() & Integer.MAX_VALUE) % partitions;
    }
  }

  /** The topics whose partitions the members of a group have now; empty without a member. */
  Set<String> topicsInUse(String group) throws Exception {
    try (Admin admin = admin()) {
      return admin.describeConsumerGroups(List.of(group)).all().get().get(group).members().stream()
          .flatMap(member -> member.assignment().topicPartitions().stream())
          .map(TopicPartition::topic)
          .collect(Collectors.toSet());
    }
  }

  private Admin admin() {
    return Admin.create(Map.of("bootstrap.servers", address));
  }
}
