package org.heddle.server.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.inject.Inject;
import java.util.List;
import org.heddle.api.BatchMessageListener;
import org.heddle.api.Message;

/** Takes up to five messages at a time, and fails if one of them says so. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "connectionFactoryLookup",
          propertyValue = Names.FACTORY),
      @ActivationConfigProperty(propertyName = "topic", propertyValue = Names.BATCHES),
      @ActivationConfigProperty(propertyName = "subscription", propertyValue = Names.SUBSCRIPTION),
      @ActivationConfigProperty(propertyName = "initialPosition", propertyValue = Names.POSITION),
      @ActivationConfigProperty(propertyName = "redeliveryDelayMillis", propertyValue = "200"),
      @ActivationConfigProperty(propertyName = "batchSize", propertyValue = "5"),
      @ActivationConfigProperty(propertyName = "batchTimeoutMillis", propertyValue = "1000")
    })
public class BatchBean implements BatchMessageListener<Task> {

  @Inject private Ledger ledger;

  @Override
  public void onMessages(List<Message<Task>> messages) throws Exception {
    ledger.note(this, messages);
    for (Message<Task> message : messages) {
      Task task = message.value();
      if (ledger.of(getClass(), task.id()).size() <= task.times()) {
        Worker.perform(task, null);
      }
    }
  }
}
