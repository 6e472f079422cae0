package org.heddle.sample;

import org.heddle.brokers.glassfish.Distribution;
import org.junit.jupiter.api.Tag;

@Tag("payara-server")
class PayaraServerAsadminIT extends AsadminScenarios {

  PayaraServerAsadminIT() {
    super(Distribution.PAYARA);
  }
}
