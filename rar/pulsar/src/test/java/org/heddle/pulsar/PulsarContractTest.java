package org.heddle.pulsar;

import org.heddle.contract.BackendContract;
import org.heddle.contract.BackendUnderTest;

class PulsarContractTest extends BackendContract {

  @Override
  protected BackendUnderTest start() {
    return new PulsarUnderTest(20_000);
  }
}
