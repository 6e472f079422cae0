package org.heddle.sample;

import org.junit.jupiter.api.Tag;

@Tag("tomee")
class TomEeMemoryIT extends FeedScenarios {

  TomEeMemoryIT() {
    super(SampleServer.Kind.TOMEE, "memory", "in memory");
  }
}
