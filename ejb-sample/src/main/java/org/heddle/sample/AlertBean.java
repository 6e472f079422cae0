package org.heddle.sample;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;

/** Takes the alerts to the board. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "connectionFactoryLookup",
          propertyValue = Broker.ALERTS_FACTORY),
      @ActivationConfigProperty(propertyName = "topic", propertyValue = Broker.ALERTS),
      @ActivationConfigProperty(propertyName = "subscription", propertyValue = Broker.BOARD)
    })
public class AlertBean implements MessageListener<Alert> {

  @Inject private Event<Alert> raised;

  @Override
  public void onMessage(Message<Alert> message) {
    raised.fire(message.value());
  }
}
