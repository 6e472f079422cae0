package org.heddle.sample;

import org.heddle.brokers.glassfish.Distribution;
import org.junit.jupiter.api.Tag;

@Tag("glassfish")
class GlassFishCrashIT extends CrashScenario {

  GlassFishCrashIT() {
    super(broker -> GlassFishServer.start(Distribution.GLASSFISH, broker, 0, 200));
  }
}
