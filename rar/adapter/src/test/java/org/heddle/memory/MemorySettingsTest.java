package org.heddle.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class MemorySettingsTest {

  @Test
  void shouldReportEveryFaultTogether() {
    assertThatThrownBy(() -> new MemorySettings(" ", 0, 0, Duration.ofMillis(-1)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContainingAll("brokerName", "maxBytes", "maxMessageBytes", "sendTimeout");
  }

  @Test
  void shouldRefuseMessagesLargerThanTheBroker() {
    assertThatThrownBy(() -> new MemorySettings("b", 10, 11, Duration.ZERO))
        .hasMessageContaining("maxMessageBytes is 11; expected 1 to maxBytes, 10");
  }

  @Test
  void shouldTellBrokersApartByName() {
    assertThat(MemorySettings.defaults()).isEqualTo(MemorySettings.defaults());
    assertThat(MemorySettings.defaults().withBrokerName("other"))
        .isNotEqualTo(MemorySettings.defaults());
  }

  @Test
  void shouldBeKeptUntilTheAdapterStops() {
    assertThat(MemorySettings.defaults().keptUntilStop()).isTrue();
    assertThat(MemorySettings.defaults().backendName()).isEqualTo("memory");
  }
}
