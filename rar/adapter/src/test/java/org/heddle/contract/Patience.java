package org.heddle.contract;

import java.time.Duration;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** How long tests wait for what should come soon, even on a busy machine. */
public final class Patience {

  /** How long. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private Patience() {}

  /** Waits so long for a condition. */
  public static ConditionFactory await() {
    return Awaitility.await().atMost(LIMIT);
  }
}
