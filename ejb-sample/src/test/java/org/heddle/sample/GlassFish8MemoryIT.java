package org.heddle.sample;

import org.junit.jupiter.api.Tag;

@Tag("glassfish-8")
class GlassFish8MemoryIT extends FeedScenarios {

  GlassFish8MemoryIT() {
    super(SampleServer.Kind.GLASSFISH_8, "memory", "in memory");
  }
}
