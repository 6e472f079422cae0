package org.heddle.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.brokers.payara.PayaraOptions;
import org.junit.jupiter.api.Test;

class KafkaIT extends FeedScenarios {

  private final KafkaBroker broker = KafkaBroker.start();

  @Override
  PayaraOptions options() {
    return SampleServer.onKafka(broker.bootstrapServers());
  }

  @Override
  void stopBroker() {
    broker.close();
  }

  @Test
  void shouldRunOnKafkaByConfigurationAlone() {
    assertThat(client().status().getString("broker")).isEqualTo("Kafka");
  }
}
