package org.heddle.memory;

import org.heddle.api.Topic;
import org.heddle.api.TopicAdministration;

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

  /** With one partition: the adapter asks for no more of a broker that has none. */
  @Override
  public boolean create(String topic, int partitions) {
    return create(topic);
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
