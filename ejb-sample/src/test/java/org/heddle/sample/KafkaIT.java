package org.heddle.sample;

class KafkaIT extends FeedScenarios {

  KafkaIT() {
    super("kafka", "Kafka");
  }
}
