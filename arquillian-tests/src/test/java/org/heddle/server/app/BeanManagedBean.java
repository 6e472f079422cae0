package org.heddle.server.app;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.inject.Inject;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;

/** Demarcates its transactions itself, so that a delivery has none. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "connectionFactoryLookup",
          propertyValue = Names.FACTORY),
      @ActivationConfigProperty(propertyName = "topic", propertyValue = Names.BEAN_MANAGED),
      @ActivationConfigProperty(propertyName = "subscription", propertyValue = Names.SUBSCRIPTION),
      @ActivationConfigProperty(propertyName = "initialPosition", propertyValue = Names.POSITION),
      @ActivationConfigProperty(propertyName = "redeliveryDelayMillis", propertyValue = "200"),
      @ActivationConfigProperty(propertyName = "maxDeliveries", propertyValue = "3")
    })
@TransactionManagement(TransactionManagementType.BEAN)
public class BeanManagedBean implements MessageListener<Task> {

  @Inject private Worker worker;
  @Resource private MessageDrivenContext context;

  @Override
  public void onMessage(Message<Task> message) throws Exception {
    worker.work(this, context, message);
  }
}
