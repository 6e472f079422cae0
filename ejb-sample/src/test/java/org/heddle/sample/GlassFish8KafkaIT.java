package org.heddle.sample;

import org.junit.jupiter.api.Tag;

@Tag("glassfish-8")
class GlassFish8KafkaIT extends FeedScenarios {

  GlassFish8KafkaIT() {
    super(SampleServer.Kind.GLASSFISH_8, "kafka", "Kafka");
  }
}
