package org.heddle.sample;

import org.junit.jupiter.api.Tag;

@Tag("open-liberty")
class OpenLibertyMemoryIT extends FeedScenarios {

  OpenLibertyMemoryIT() {
    super(SampleServer.Kind.OPEN_LIBERTY, "memory", "in memory");
  }
}
