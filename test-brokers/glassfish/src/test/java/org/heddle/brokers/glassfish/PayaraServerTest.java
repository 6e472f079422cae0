package org.heddle.brokers.glassfish;

import org.junit.jupiter.api.Tag;

@Tag("payara-server")
class PayaraServerTest extends ServerContract {

  PayaraServerTest() {
    super(Distribution.PAYARA);
  }
}
