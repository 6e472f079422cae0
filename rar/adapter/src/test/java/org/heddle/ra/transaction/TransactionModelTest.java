package org.heddle.ra.transaction;

import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Takes transactions through thousands of random orders of start, end, prepare, commit, rollback,
 * recovery, redelivery and crash, and checks that nothing is lost or doubled. A failure tells the
 * seed; {@code -Dheddle.seed=} repeats it alone. {@code -Dheddle.orders=} tries more new ones.
 */
class TransactionModelTest {

  private static final int STEPS = 500;
  private static final int NEW_ORDERS = Integer.getInteger("heddle.orders", 40);

  /** Kept, since JUL would forget the level with the logger. */
  private static final Logger LOG = Logger.getLogger("org.heddle.ra.transaction");

  @BeforeAll
  static void beQuiet() {
    LOG.setLevel(Level.OFF);
  }

  @AfterAll
  static void speak() {
    LOG.setLevel(null);
  }

  @Test
  void shouldLoseAndDoubleNothingInOrdersThatWereTriedBefore() {
    Long seed = Long.getLong("heddle.seed");
    if (seed != null) {
      new TransactionModelRun(seed).run(STEPS);
      return;
    }
    for (long each = 1; each <= 200; each++) {
      new TransactionModelRun(each).run(STEPS);
    }
  }

  @Test
  void shouldLoseAndDoubleNothingInNewOrders() {
    long start = System.nanoTime();
    for (long seed = start; seed < start + NEW_ORDERS; seed++) {
      new TransactionModelRun(seed).run(STEPS);
    }
  }
}
