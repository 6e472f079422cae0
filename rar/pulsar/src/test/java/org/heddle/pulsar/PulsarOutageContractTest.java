package org.heddle.pulsar;

import org.heddle.contract.BrokerContract;
import org.heddle.contract.BrokerUnderTest;
import org.heddle.contract.OwnBroker;

@OwnBroker
class PulsarOutageContractTest extends BrokerContract {

  @Override
  protected BrokerUnderTest start() {
    // Short, since the tests wait for it several times.
    return new PulsarUnderTest(10_000);
  }
}
