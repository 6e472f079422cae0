package org.heddle.ra.config;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.resource.spi.InvalidPropertyException;
import org.heddle.memory.MemoryManagedConnectionFactory;
import org.junit.jupiter.api.Test;

class ConfigurationFaultsTest {

  @Test
  void shouldTellFaultsApartWhereAConsoleShowsThemAsOneLine() {
    ConfigurationFaults faults = new ConfigurationFaults(MemoryManagedConnectionFactory.class);
    faults.add("brokerName", "is blank; expected a name");
    faults.atLeast("maxBytes", 0, 1);

    assertThatExceptionOfType(InvalidPropertyException.class)
        .isThrownBy(faults::throwIfAny)
        .extracting(e -> e.getMessage().replaceAll("\\s+", " "))
        .isEqualTo(
            "Invalid configuration of MemoryManagedConnectionFactory:"
                + " brokerName: is blank; expected a name; maxBytes: is 0; expected 1 or more");
  }
}
