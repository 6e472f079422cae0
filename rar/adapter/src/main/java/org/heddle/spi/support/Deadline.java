package org.heddle.spi.support;

import java.time.Duration;

/** When patience ends. Immutable. */
public final class Deadline {

  private final long endNanos;

  private Deadline(long endNanos) {
    this.endNanos = endNanos;
  }

  /**
   * Returns the deadline after a time from now.
   *
   * @param time how long to be patient
   * @return the deadline
   */
  public static Deadline in(Duration time) {
    return new Deadline(System.nanoTime() + time.toNanos());
  }

  /**
   * Tells whether it is over.
   *
   * @return true from the deadline on
   */
  public boolean passed() {
    return endNanos - System.nanoTime() <= 0;
  }

  /**
   * Tells what is left.
   *
   * @return the time until the deadline, zero if it has passed
   */
  public Duration left() {
    return Duration.ofNanos(Math.max(0, endNanos - System.nanoTime()));
  }
}
