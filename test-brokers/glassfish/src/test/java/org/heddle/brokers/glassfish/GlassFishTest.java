package org.heddle.brokers.glassfish;

import org.junit.jupiter.api.Tag;

@Tag("glassfish")
class GlassFishTest extends GlassFishContract {

  GlassFishTest() {
    super(Distribution.GLASSFISH);
  }
}
