package org.heddle.server.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import java.util.List;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;

/** Listens to the broker of the application's own connection factory. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "connectionFactoryLookup",
          propertyValue = Names.DEFINED_FACTORY),
      @ActivationConfigProperty(propertyName = "topic", propertyValue = Names.DEFINED),
      @ActivationConfigProperty(propertyName = "subscription", propertyValue = Names.SUBSCRIPTION),
      @ActivationConfigProperty(propertyName = "initialPosition", propertyValue = Names.POSITION)
    })
public class DefinedBean implements MessageListener<Task> {

  @Inject private Ledger ledger;

  @Override
  public void onMessage(Message<Task> message) {
    ledger.note(this, List.of(message));
  }
}
