package org.heddle.pulsar.client;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long tests wait for what should come soon, even on a busy machine. */
final class Patience {

  static final Duration LIMIT = Duration.ofSeconds(60);

  private Patience() {}

  static ConditionFactory await() {
    return Awaitility.await().atMost(LIMIT);
  }
}
