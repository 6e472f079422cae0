package org.heddle.mqtt;

import org.heddle.contract.BrokerContract;
import org.heddle.contract.BrokerUnderTest;

class MosquittoOutageContractTest extends BrokerContract {

  @Override
  protected BrokerUnderTest start() {
    return MqttUnderTest.mosquitto("5", 10_000);
  }
}
