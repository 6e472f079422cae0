package org.heddle.sample;

class WildFlyKafkaIT extends FeedScenarios {

  WildFlyKafkaIT() {
    super(SampleServer.Kind.WILDFLY, "kafka", "Kafka");
  }
}
