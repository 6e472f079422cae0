package org.heddle.brokers.glassfish;

import org.junit.jupiter.api.Tag;

@Tag("payara-server")
class PayaraServerTest extends GlassFishContract {

  PayaraServerTest() {
    super(Distribution.PAYARA);
  }
}
