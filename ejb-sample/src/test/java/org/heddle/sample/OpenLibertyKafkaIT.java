package org.heddle.sample;

import org.junit.jupiter.api.Tag;

@Tag("open-liberty")
class OpenLibertyKafkaIT extends FeedScenarios {

  OpenLibertyKafkaIT() {
    super(SampleServer.Kind.OPEN_LIBERTY, "kafka", "Kafka");
  }
}
