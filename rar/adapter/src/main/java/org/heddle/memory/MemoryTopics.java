package org.heddle.memory;

import org.heddle.api.Topic;
import org.heddle.api.TopicAdministration;
import org.heddle.api.UnsupportedByBrokerException;

/** The administration of a broker's topics. */
final class MemoryTopics implements TopicAdministration {

  private final MemoryBackend backend;

  MemoryTopics(MemoryBackend backend) {
    this.backend = backend;
  }

  @Override
  public boolean create(String topic) {
    return backend.createTopic(Topic.parse(topic));
  }

  @Override
  public boolean create(String topic, int partitions) {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "Topic '" + topic + "' cannot have " + partitions + " partitions; expected 1 or more");
    }
    Topic parsed = Topic.parse(topic);
    if (partitions > 1) {
      throw new UnsupportedByBrokerException(
          "The in-memory broker has no partitions, and topic '"
              + topic
              + "' was to have "
              + partitions
              + "; create it with 1, or without a number");
    }
    return backend.createTopic(parsed);
  }

  @Override
  public boolean exists(String topic) {
    return backend.topicExists(Topic.parse(topic));
  }

  @Override
  public boolean delete(String topic) {
    return backend.deleteTopic(Topic.parse(topic));
  }
}
