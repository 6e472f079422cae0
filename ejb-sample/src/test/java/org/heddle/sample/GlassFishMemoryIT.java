package org.heddle.sample;

import org.junit.jupiter.api.Tag;

@Tag("glassfish")
class GlassFishMemoryIT extends FeedScenarios {

  GlassFishMemoryIT() {
    super(SampleServer.Kind.GLASSFISH, "memory", "in memory");
  }
}
