package org.heddle.sample;

class WildFlyMemoryIT extends FeedScenarios {

  WildFlyMemoryIT() {
    super(SampleServer.Kind.WILDFLY, "memory", "in memory");
  }
}
