package org.heddle.memory;

import org.heddle.spi.BackendSettings;
import org.heddle.spi.EmbeddedBroker;

/** Makes the broker in memory the one that is there without any configuration. */
public final class EmbeddedMemoryBroker implements EmbeddedBroker {

  @Override
  public BackendSettings defaultSettings() {
    return MemorySettings.defaults();
  }
}
