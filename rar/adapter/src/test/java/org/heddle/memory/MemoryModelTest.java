package org.heddle.memory;

import org.junit.jupiter.api.Test;

/**
 * Does many things in random order to a broker and to a model of one that is too simple to be
 * wrong, and compares what both say.
 */
class MemoryModelTest {

  @Test
  void shouldBehaveAsTheModelInOrdersThatWereTriedBefore() {
    for (long seed = 1; seed <= 300; seed++) {
      new ModelRun(seed).run(400);
    }
  }

  @Test
  void shouldBehaveAsTheModelInNewOrders() {
    long start = System.nanoTime();
    for (long seed = start; seed < start + 50; seed++) {
      new ModelRun(seed).run(400);
    }
  }
}
