package org.heddle.kafka;

import org.heddle.contract.BackendContract;
import org.heddle.contract.BackendUnderTest;

class KafkaContractTest extends BackendContract {

  @Override
  protected BackendUnderTest start() {
    return new KafkaUnderTest(20_000);
  }
}
