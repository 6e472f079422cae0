package org.heddle.mqtt;

import org.heddle.contract.BackendContract;
import org.heddle.contract.BackendUnderTest;

class ArtemisContractTest extends BackendContract {

  @Override
  protected BackendUnderTest start() {
    return MqttUnderTest.artemis("3.1.1", 20_000);
  }
}
