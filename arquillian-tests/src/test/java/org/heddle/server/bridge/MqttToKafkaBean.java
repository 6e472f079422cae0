package org.heddle.server.bridge;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;
import org.heddle.api.PubSubConnectionFactory;

/**
 * Sends what comes by MQTT to Kafka. Acknowledges when Kafka has it: a transaction does not span
 * two brokers yet. Fails the first time with what says so.
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
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
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
