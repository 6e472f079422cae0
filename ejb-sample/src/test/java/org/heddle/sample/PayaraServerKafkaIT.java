package org.heddle.sample;

import org.junit.jupiter.api.Tag;

@Tag("payara-server")
class PayaraServerKafkaIT extends FeedScenarios {

  PayaraServerKafkaIT() {
    super(SampleServer.Kind.PAYARA_SERVER, "kafka", "Kafka");
  }
}
