package org.heddle.spi.support.client;

import org.heddle.api.MessagingException;
import org.heddle.spi.BackendContext;
import org.heddle.spi.support.WitnessSettings;

/** Tells which context class loaders it was loaded and made with, and refuses to be made. */
public final class Witness {

  private static final ClassLoader LOADED_WITH = Thread.currentThread().getContextClassLoader();

  /** Refuses. */
  public Witness(WitnessSettings settings, BackendContext context) {
    throw new MessagingException(
        "Loaded with "
            + LOADED_WITH.getName()
            + ", made with "
            + Thread.currentThread().getContextClassLoader().getName());
  }
}
