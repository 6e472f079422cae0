package org.heddle.mqtt;

import org.heddle.contract.BrokerContract;
import org.heddle.contract.BrokerUnderTest;

class ArtemisOutageContractTest extends BrokerContract {

  @Override
  protected BrokerUnderTest start() {
    return MqttUnderTest.artemis("3.1.1", 10_000);
  }
}
