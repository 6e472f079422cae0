package org.heddle.sample;

import org.junit.jupiter.api.Tag;

@Tag("wildfly")
class WildFlyKafkaIT extends FeedScenarios {

  WildFlyKafkaIT() {
    super(SampleServer.Kind.WILDFLY, "kafka", "Kafka");
  }
}
