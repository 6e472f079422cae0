package org.heddle.server.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import java.util.List;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;

/** Takes text as it is. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "connectionFactoryLookup",
          propertyValue = Names.FACTORY),
      @ActivationConfigProperty(propertyName = "topic", propertyValue = Names.TEXTS),
      @ActivationConfigProperty(propertyName = "subscription", propertyValue = Names.SUBSCRIPTION),
      @ActivationConfigProperty(propertyName = "initialPosition", propertyValue = Names.POSITION)
    })
public class TextBean implements MessageListener<String> {

  @Inject private Ledger ledger;

  @Override
  public void onMessage(Message<String> message) {
    ledger.note(this, List.of(message));
  }
}
