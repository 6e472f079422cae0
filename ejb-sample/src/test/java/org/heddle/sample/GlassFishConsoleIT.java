package org.heddle.sample;

import org.heddle.brokers.glassfish.Distribution;
import org.junit.jupiter.api.Tag;

@Tag("glassfish")
class GlassFishConsoleIT extends ConsoleScenarios {

  GlassFishConsoleIT() {
    super(Distribution.GLASSFISH);
  }
}
