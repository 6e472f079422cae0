package org.heddle.mqtt.client;

import org.heddle.api.TopicAdministration;
import org.heddle.api.UnsupportedByBrokerException;

/** MQTT's topics exist by being used: there is nothing to administer. */
final class NoTopics implements TopicAdministration {

  @Override
  public boolean create(String topic) {
    throw refusal(topic);
  }

  @Override
  public boolean create(String topic, int partitions) {
    throw refusal(topic);
  }

  @Override
  public boolean exists(String topic) {
    throw refusal(topic);
  }

  @Override
  public boolean delete(String topic) {
    throw refusal(topic);
  }

  private static UnsupportedByBrokerException refusal(String topic) {
    return new UnsupportedByBrokerException(
        "Topic '" + topic + "': MQTT has no administration of topics; they exist by being used");
  }
}
