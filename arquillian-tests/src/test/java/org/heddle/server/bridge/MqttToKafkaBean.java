package org.heddle.server.bridge;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;
import org.heddle.api.PubSubConnectionFactory;

/**
 * Sends what comes by MQTT to Kafka, in a transaction of both. Fails the first time with what says
 * so.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "connectionFactoryLookup",
          propertyValue = Crossing.MQTT),
      @ActivationConfigProperty(propertyName = "topic", propertyValue = Crossing.SENSORS),
      @ActivationConfigProperty(
          propertyName = "subscription",
          propertyValue = Crossing.SUBSCRIPTION),
      @ActivationConfigProperty(propertyName = "redeliveryDelayMillis", propertyValue = "100")
    })
public class MqttToKafkaBean implements MessageListener<String> {

  @Resource(lookup = Crossing.KAFKA)
  private PubSubConnectionFactory kafka;

  @Override
  public void onMessage(Message<String> message) {
    if (message.value().startsWith("fail") && message.deliveryCount() == 1) {
      throw new IllegalStateException("As message " + message.id());
    }
    Crossing.forward(kafka, Crossing.READINGS, message);
  }
}
