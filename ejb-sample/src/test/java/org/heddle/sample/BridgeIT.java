package org.heddle.sample;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;

class BridgeIT extends FeedScenarios {

  BridgeIT() {
    super("bridge", "MQTT, alerts: Kafka");
  }

  /** Kafka takes no part in the transaction, so the alerts of deliveries that fail are seen too. */
  @Override
  void checkRepetitions(List<? extends String> alerts) {
    assertThat(alerts).isNotEmpty();
  }
}
