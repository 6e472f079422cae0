package org.heddle.server.app;

import jakarta.annotation.Resource;
import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.MessageDrivenContext;
import jakarta.inject.Inject;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;
import org.heddle.api.PubSubConnection;
import org.heddle.api.PubSubConnectionFactory;

/** Consumes and sends in one transaction: sends first, then succeeds or fails. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "connectionFactoryLookup",
          propertyValue = Names.FACTORY),
      @ActivationConfigProperty(propertyName = "topic", propertyValue = Names.INCOMING),
      @ActivationConfigProperty(propertyName = "subscription", propertyValue = Names.SUBSCRIPTION),
      @ActivationConfigProperty(propertyName = "initialPosition", propertyValue = Names.POSITION),
      @ActivationConfigProperty(propertyName = "redeliveryDelayMillis", propertyValue = "200"),
      @ActivationConfigProperty(propertyName = "maxDeliveries", propertyValue = "3")
    })
public class RelayBean implements MessageListener<Task> {

  @Inject private Worker worker;
  @Resource private MessageDrivenContext context;

  @Resource(lookup = Names.FACTORY)
  private PubSubConnectionFactory connections;

  @Override
  public void onMessage(Message<Task> message) throws Exception {
    try (PubSubConnection connection = connections.getConnection()) {
      connection.createProducer(Names.OUTGOING, Task.class).send(message.value());
    }
    worker.work(this, context, message);
  }
}
