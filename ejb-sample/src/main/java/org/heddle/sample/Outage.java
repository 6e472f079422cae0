package org.heddle.sample;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes {@link QuakeBean} fail for a while, so that redelivery can be watched. */
@ApplicationScoped
class Outage {

  private final AtomicInteger failures = new AtomicInteger();
  private volatile Instant end = Instant.MIN;

  void last(Duration duration) {
    end = Instant.now().plus(duration);
  }

  void strike() {
    if (!remaining().isZero()) {
      failures.incrementAndGet();
      throw new IllegalStateException("The bean was told to fail");
    }
  }

  Duration remaining() {
    Instant now = Instant.now();
    return now.isBefore(end) ? Duration.between(now, end) : Duration.ZERO;
  }

  int failures() {
    return failures.get();
  }
}
