package org.heddle.kafka.client;

import static java.lang.System.Logger.Level.DEBUG;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.heddle.api.Topic;
import org.heddle.api.TopicAdministration;
import org.heddle.api.UnknownTopicException;
import org.heddle.kafka.KafkaSettings;
import org.heddle.spi.support.Deadline;

/** Topics of the cluster, and which of them are known to exist. Safe for several threads. */
final class KafkaTopics implements TopicAdministration {

  private static final System.Logger LOG = System.getLogger(KafkaTopics.class.getName());
  private static final ListOffsetsOptions LEADERS_TIMEOUT =
      new ListOffsetsOptions().timeoutMs(2_000);

  private final KafkaAdmin admin;
  private final KafkaSettings settings;

  /** Kafka's names of topics that exist: to find the name out takes longer than to look it up. */
  private final Map<Topic, String> known = new ConcurrentHashMap<>();

  KafkaTopics(KafkaAdmin admin, KafkaSettings settings) {
    this.admin = admin;
    this.settings = settings;
  }

  @Override
  public boolean create(String topic) {
    return create(Topic.parse(topic), count(settings.partitions()));
  }

  @Override
  public boolean create(String topic, int partitions) {
    if (partitions < 1) {
      throw new IllegalArgumentException("partitions is " + partitions + "; expected 1 or more");
    }
    return create(Topic.parse(topic), Optional.of(partitions));
  }

  @Override
  public boolean exists(String topic) {
    return find(Topic.parse(topic)).isPresent();
  }

  @Override
  public boolean delete(String text) {
    Topic topic = Topic.parse(text);
    String name = TopicNames.of(topic);
    forget(name);
    try {
      admin.askPlainly(client -> client.deleteTopics(List.of(name)).all());
    } catch (Exception e) {
      if (KafkaFailures.isUnknownTopic(e)) {
        return false;
      }
      throw KafkaFailures.translate(e, "delete topic '" + topic + "'");
    }
    awaitExistence(topic, false);
    return true;
  }

  /**
   * Makes sure that a topic exists, by creating it where the settings allow that.
   *
   * @return Kafka's name of the topic
   * @throws UnknownTopicException if it does not exist and is not to be created
   */
  String ensure(Topic topic) {
    String name = known.get(topic);
    if (name != null) {
      return name;
    }
    name = TopicNames.of(topic);
    if (find(topic).isEmpty()) {
      if (!settings.autoCreateTopics()) {
        throw new UnknownTopicException(
            "Topic '"
                + topic
                + "' ("
                + name
                + " in Kafka) does not exist and autoCreateTopics is false; create it");
      }
      create(topic, count(settings.partitions()));
    } else {
      awaitLeaders(topic);
    }
    known.put(topic, name);
    return name;
  }

  /** Has {@link #ensure} look again. */
  void forget(String name) {
    known.values().removeIf(name::equals);
  }

  /** The partitions of a topic that exists. */
  List<TopicPartition> partitions(Topic topic) {
    return find(topic).stream()
        .flatMap(found -> found.partitions().stream())
        .map(partition -> new TopicPartition(TopicNames.of(topic), partition.partition()))
        .toList();
  }

  private boolean create(Topic topic, Optional<Integer> partitions) {
    String name = TopicNames.of(topic);
    Optional<Short> replicas =
        count(settings.replicationFactor()).map(replication -> replication.shortValue());
    try {
      admin.askPlainly(
          client -> client.createTopics(List.of(new NewTopic(name, partitions, replicas))).all());
    } catch (Exception e) {
      Throwable cause = KafkaFailures.unwrap(e);
      if (cause instanceof TopicExistsException) {
        return false;
      }
      if (cause instanceof InvalidTopicException) {
        throw new org.heddle.api.InvalidTopicException(
            topic.toString(), "Kafka refuses the name '" + name + "': " + cause.getMessage());
      }
      throw KafkaFailures.translate(e, "create topic '" + topic + "'");
    }
    awaitExistence(topic, true);
    awaitLeaders(topic);
    return true;
  }

  /** The controller answers before every broker has heard of the change. */
  private void awaitExistence(Topic topic, boolean expected) {
    Deadline deadline = Deadline.in(settings.operationTimeout());
    while (find(topic).isPresent() != expected && !deadline.passed()) {
      Pause.shortly();
    }
  }

  /**
   * Waits until every partition of a topic that may be new is led. A leader that is not ready
   * refuses the first batch; if it then takes a second one, an idempotent producer sends the first
   * in vain until it expires (KAFKA-14359).
   */
  void awaitLeaders(Topic topic) {
    Map<TopicPartition, OffsetSpec> ends =
        partitions(topic).stream()
            .collect(Collectors.toMap(partition -> partition, partition -> OffsetSpec.latest()));
    try {
      admin.askPlainly(client -> client.listOffsets(ends, LEADERS_TIMEOUT).all());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      // One partition without a leader must not keep messages from the others.
      LOG.log(DEBUG, "Not every partition of topic '" + topic + "' has a leader", e);
    }
  }

  private Optional<TopicDescription> find(Topic topic) {
    String name = TopicNames.of(topic);
    try {
      return Optional.of(
          admin.askPlainly(
              client -> client.describeTopics(List.of(name)).topicNameValues().get(name)));
    } catch (Exception e) {
      if (KafkaFailures.isUnknownTopic(e)) {
        return Optional.empty();
      }
      throw KafkaFailures.translate(e, "look up topic '" + topic + "'");
    }
  }

  private static Optional<Integer> count(int configured) {
    return configured < 0 ? Optional.empty() : Optional.of(configured);
  }
}
