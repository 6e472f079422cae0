package org.heddle.sample;

class MemoryIT extends FeedScenarios {

  MemoryIT() {
    super("memory", "in memory");
  }
}
