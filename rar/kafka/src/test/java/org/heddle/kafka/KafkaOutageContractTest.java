package org.heddle.kafka;

import org.heddle.contract.BrokerContract;
import org.heddle.contract.BrokerUnderTest;

class KafkaOutageContractTest extends BrokerContract {

  @Override
  protected BrokerUnderTest start() {
    // Short, since the tests wait for it several times.
    return new KafkaUnderTest(10_000);
  }
}
