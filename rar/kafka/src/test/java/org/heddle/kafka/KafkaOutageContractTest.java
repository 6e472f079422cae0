package org.heddle.kafka;

import org.heddle.contract.BrokerContract;
import org.heddle.contract.BrokerUnderTest;
import org.heddle.contract.OwnBroker;

@OwnBroker
class KafkaOutageContractTest extends BrokerContract {

  @Override
  protected BrokerUnderTest start() {
    // Short, since the tests wait for it several times.
    return new KafkaUnderTest(10_000);
  }
}
