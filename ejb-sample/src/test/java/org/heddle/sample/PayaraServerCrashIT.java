package org.heddle.sample;

import org.heddle.brokers.glassfish.Distribution;
import org.junit.jupiter.api.Tag;

@Tag("payara-server")
class PayaraServerCrashIT extends CrashScenario {

  PayaraServerCrashIT() {
    super(broker -> GlassFishServer.start(Distribution.PAYARA, broker, 0, 200));
  }
}
