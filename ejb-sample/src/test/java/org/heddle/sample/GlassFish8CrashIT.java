package org.heddle.sample;

import org.heddle.brokers.glassfish.Distribution;
import org.junit.jupiter.api.Tag;

@Tag("glassfish-8")
class GlassFish8CrashIT extends CrashScenario {

  GlassFish8CrashIT() {
    super(broker -> GlassFishServer.start(Distribution.GLASSFISH_8, broker, 0, 200));
  }
}
