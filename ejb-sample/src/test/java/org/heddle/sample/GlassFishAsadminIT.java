package org.heddle.sample;

import org.heddle.brokers.glassfish.Distribution;
import org.junit.jupiter.api.Tag;

@Tag("glassfish")
class GlassFishAsadminIT extends AsadminScenarios {

  GlassFishAsadminIT() {
    super(Distribution.GLASSFISH);
  }
}
