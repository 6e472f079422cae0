package org.heddle.mqtt;

import org.heddle.contract.BackendContract;
import org.heddle.contract.BackendUnderTest;

class ArtemisContractTest extends BackendContract {

  @Override
  protected BackendUnderTest start() {
    return MqttUnderTest.artemis("5", 20_000);
  }
}
