package org.heddle.server.secrets;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;

/** Is never called, since its broker refuses the password. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "connectionFactoryLookup",
          propertyValue = KafkaIndiscretion.WRONG_PASSWORD),
      @ActivationConfigProperty(propertyName = "topic", propertyValue = "q1/tg/server/secrets"),
      @ActivationConfigProperty(propertyName = "subscription", propertyValue = "secrets")
    })
public class HopelessBean implements MessageListener<String> {

  @Override
  public void onMessage(Message<String> message) {
    throw new IllegalStateException("Called with " + message);
  }
}
