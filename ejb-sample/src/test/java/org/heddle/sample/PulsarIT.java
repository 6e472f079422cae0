package org.heddle.sample;

class PulsarIT extends FeedScenarios {

  PulsarIT() {
    super("pulsar", "Pulsar");
  }
}
