package org.heddle.brokers.pulsar;

import java.io.IOException;
import java.time.Duration;
import org.heddle.brokers.ClassArchive;

/** Makes the archive of the broker's classes. The build runs it. */
public final class PulsarClasses {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private PulsarClasses() {}

  /**
   * Runs a broker once. Takes no arguments.
   *
   * @throws IOException when the archive cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    ClassArchive.beside(PulsarBroker.class)
        .make(
            options -> {
              try (PulsarBroker broker = PulsarBroker.start(PulsarOptions.defaults(), options)) {
                broker.process().stop(PATIENCE);
              }
            });
  }
}
