package org.heddle.mqtt.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to wait before the next attempt: longer each time. Safe for several threads. */
final class Backoff {

  private static final long FIRST_MILLIS = 100;
  private static final long LAST_MILLIS = 3_000;

  private long millis = FIRST_MILLIS;

  synchronized Duration next() {
    long wait = millis;
    millis = Math.min(LAST_MILLIS, millis * 2);
    // Sessions that lost the same broker shall not all come back in the same moment.
    return Duration.ofMillis(wait + ThreadLocalRandom.current().nextLong(wait / 2));
  }

  synchronized void reset() {
    millis = FIRST_MILLIS;
  }
}
