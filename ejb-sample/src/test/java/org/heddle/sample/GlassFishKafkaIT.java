package org.heddle.sample;

import org.junit.jupiter.api.Tag;

@Tag("glassfish")
class GlassFishKafkaIT extends FeedScenarios {

  GlassFishKafkaIT() {
    super(SampleServer.Kind.GLASSFISH, "kafka", "Kafka");
  }
}
