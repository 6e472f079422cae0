package org.heddle.server.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import org.heddle.api.MessageListener;

/** Has its type of values from the class that it extends. */
@MessageDriven(
    messageListenerInterface = MessageListener.class,
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "connectionFactoryLookup",
          propertyValue = Names.FACTORY),
      @ActivationConfigProperty(propertyName = "topic", propertyValue = Names.INHERITED),
      @ActivationConfigProperty(propertyName = "subscription", propertyValue = Names.SUBSCRIPTION),
      @ActivationConfigProperty(propertyName = "initialPosition", propertyValue = Names.POSITION)
    })
public class InheritingBean extends AbstractBean<Task> {}
