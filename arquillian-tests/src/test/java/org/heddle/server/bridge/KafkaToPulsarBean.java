package org.heddle.server.bridge;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;
import org.heddle.api.PubSubConnectionFactory;

/** Sends what comes from Kafka to Pulsar, in a transaction of both. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "connectionFactoryLookup",
          propertyValue = Crossing.KAFKA),
      @ActivationConfigProperty(propertyName = "topic", propertyValue = Crossing.READINGS),
      @ActivationConfigProperty(
          propertyName = "subscription",
          propertyValue = Crossing.SUBSCRIPTION)
    })
public class KafkaToPulsarBean implements MessageListener<String> {

  @Resource(lookup = Crossing.PULSAR)
  private PubSubConnectionFactory pulsar;

  @Override
  public void onMessage(Message<String> message) {
    Crossing.forward(pulsar, Crossing.ARCHIVE, message);
  }
}
