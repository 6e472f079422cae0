package org.heddle.pulsar;

import org.heddle.contract.BrokerContract;
import org.heddle.contract.BrokerUnderTest;

class PulsarOutageContractTest extends BrokerContract {

  @Override
  protected BrokerUnderTest start() {
    // Short, since the tests wait for it several times.
    return new PulsarUnderTest(10_000);
  }
}
