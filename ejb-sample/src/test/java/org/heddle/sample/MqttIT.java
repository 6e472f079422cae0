package org.heddle.sample;

class MqttIT extends FeedScenarios {

  MqttIT() {
    super("mqtt", "MQTT");
  }
}
