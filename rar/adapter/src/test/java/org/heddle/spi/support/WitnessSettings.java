package org.heddle.spi.support;

import org.heddle.spi.Backend;
import org.heddle.spi.BackendContext;
import org.heddle.spi.BackendSettings;
import org.heddle.spi.support.client.Witness;

/** Opens a {@link Witness}. */
public record WitnessSettings() implements BackendSettings {

  @Override
  public String backendName() {
    return "witness";
  }

  @Override
  public String resourceName() {
    return "witness";
  }

  @Override
  public Backend open(BackendContext context) {
    return IsolatedClient.open(this, context, Witness.class.getSimpleName());
  }
}
