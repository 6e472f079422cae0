package org.heddle.server;

import jakarta.inject.Inject;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** The suite on a real MQTT broker. */
@ExtendWith(ArquillianExtension.class)
class MqttIT implements EverythingOnOneBroker, Isolation {

  @Inject private Suite suite;

  @Deployment
  @TargetsContainer("mqtt")
  static WebArchive application() {
    SuiteBrokers.startMqtt();
    return Application.withTests(MqttDefinition.class);
  }

  @Override
  public Suite suite() {
    return suite;
  }

  @Override
  public String loader() {
    return "heddle-mqtt";
  }

  @Override
  public List<String> classes() {
    return List.of("org.eclipse.paho.client.mqttv3.MqttAsyncClient");
  }
}
