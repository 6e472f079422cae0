package org.heddle.mqtt.client;

import java.time.Instant;

/**
 * A message that was received and is not finished. Guarded by the {@link Holdings} that have it.
 */
final class Held {

  private final long number;
  private final String id;
  private final Letter letter;
  private final Instant time;

  /** How it came last; a message comes again with every connection until it is acknowledged. */
  Arrival arrival;

  /** Who has it; null while it waits. */
  MqttDelivery owner;

  /** How often it was tried. */
  int tries;

  /** Whether it waits for a time, and holds up what comes after it. */
  boolean delayed;

  Held(long number, String id, Letter letter, Arrival arrival) {
    this.number = number;
    this.id = id;
    this.letter = letter;
    this.time = letter.time().orElseGet(Instant::now);
    this.arrival = arrival;
  }

  long number() {
    return number;
  }

  String id() {
    return id;
  }

  Letter letter() {
    return letter;
  }

  Instant time() {
    return time;
  }

  /** Whether it will be recognised when it comes again. */
  boolean isKnown() {
    return letter.id().isPresent();
  }
}
