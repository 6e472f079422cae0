package org.heddle.kafka.client;

import java.time.Duration;

/** When patience ends. Safe for several threads. */
final class Deadline {

  private final long endNanos;

  private Deadline(long endNanos) {
    this.endNanos = endNanos;
  }

  static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  boolean passed() {
    return endNanos - System.nanoTime() <= 0;
  }

  /** What is left, zero if nothing is. */
  Duration left() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }
}
