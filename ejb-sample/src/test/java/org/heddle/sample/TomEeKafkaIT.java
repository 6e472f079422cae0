package org.heddle.sample;

import org.junit.jupiter.api.Tag;

@Tag("tomee")
class TomEeKafkaIT extends FeedScenarios {

  TomEeKafkaIT() {
    super(SampleServer.Kind.TOMEE, "kafka", "Kafka");
  }
}
