package org.heddle.brokers.kafka;

import java.io.IOException;
import java.time.Duration;
import org.heddle.brokers.ClassArchive;

/** Makes the archive of the broker's classes. The build runs it. */
public final class KafkaClasses {

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private KafkaClasses() {}

  /**
   * Runs a broker once. Takes no arguments.
   *
   * @throws IOException when the archive cannot be written
   */
  public static void main(String[] arguments) throws IOException {
    ClassArchive.beside(KafkaBroker.class)
        .make(
            options -> {
              try (KafkaBroker broker = KafkaBroker.start(KafkaOptions.defaults(), options)) {
                broker.process().stop(PATIENCE);
              }
            });
  }
}
