package org.heddle.sample;

import org.junit.jupiter.api.Tag;

@Tag("payara-server")
class PayaraServerMemoryIT extends FeedScenarios {

  PayaraServerMemoryIT() {
    super(SampleServer.Kind.PAYARA_SERVER, "memory", "in memory");
  }
}
