package org.heddle.sample;

import static org.assertj.core.api.Assertions.assertThat;

import org.heddle.brokers.payara.PayaraOptions;
import org.junit.jupiter.api.Test;

class MemoryIT extends FeedScenarios {

  @Override
  PayaraOptions options() {
    return SampleServer.inMemory();
  }

  @Test
  void shouldRunOnTheBrokerInMemoryWithoutConfiguration() {
    assertThat(client().status().getString("broker")).isEqualTo("in memory");
  }
}
