package org.heddle.sample;

import org.junit.jupiter.api.Tag;

@Tag("wildfly")
class WildFlyMemoryIT extends FeedScenarios {

  WildFlyMemoryIT() {
    super(SampleServer.Kind.WILDFLY, "memory", "in memory");
  }
}
