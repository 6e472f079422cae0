package org.heddle.ra.inbound;

import java.time.Duration;

/**
 * When a message that failed is delivered again, and when it has failed often enough.
 *
 * @param maxDeliveries how often a message is delivered at most; 0 is no limit
 * @param firstDelay the delay after the first delivery
 * @param multiplier what the delay is multiplied with after each further one, 1 or more
 * @param maxDelay the longest delay
 */
public record RedeliveryPolicy(
    int maxDeliveries, Duration firstDelay, double multiplier, Duration maxDelay) {

  /**
   * Tells whether a message has failed often enough.
   *
   * @param deliveryCount how often it was delivered
   * @return true if it is not to be delivered again
   */
  boolean exhaustedAfter(int deliveryCount) {
    return maxDeliveries > 0 && deliveryCount >= maxDeliveries;
  }

  /**
   * Returns how long a message waits for its next delivery.
   *
   * @param deliveryCount how often it was delivered, 1 or more
   * @return the delay
   */
  Duration delayAfter(int deliveryCount) {
    if (firstDelay.isZero()) {
      return Duration.ZERO; // and not zero times infinity
    }
    double millis = firstDelay.toMillis() * Math.pow(multiplier, Math.max(0, deliveryCount - 1));
    return millis < maxDelay.toMillis() ? Duration.ofMillis((long) millis) : maxDelay;
  }
}
