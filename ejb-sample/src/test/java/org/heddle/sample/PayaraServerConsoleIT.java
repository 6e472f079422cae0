package org.heddle.sample;

import org.heddle.brokers.glassfish.Distribution;
import org.junit.jupiter.api.Tag;

@Tag("payara-server")
class PayaraServerConsoleIT extends ConsoleScenarios {

  PayaraServerConsoleIT() {
    super(Distribution.PAYARA);
  }
}
