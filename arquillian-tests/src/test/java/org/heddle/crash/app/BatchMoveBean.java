package org.heddle.crash.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import org.heddle.api.BatchMessageListener;
import org.heddle.api.Message;

/** Takes several numbers at a time, in one transaction; otherwise as {@link MoveBean}. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "connectionFactoryLookup",
          propertyValue = Names.FACTORY),
      @ActivationConfigProperty(propertyName = "topic", propertyValue = Names.INCOMING),
      @ActivationConfigProperty(propertyName = "subscription", propertyValue = Names.SUBSCRIPTION),
      @ActivationConfigProperty(propertyName = "initialPosition", propertyValue = "EARLIEST"),
      @ActivationConfigProperty(propertyName = "concurrency", propertyValue = "4"),
      @ActivationConfigProperty(propertyName = "batchSize", propertyValue = "4"),
      @ActivationConfigProperty(propertyName = "maxDeliveries", propertyValue = "0"),
      @ActivationConfigProperty(propertyName = "redeliveryDelayMillis", propertyValue = "200"),
      @ActivationConfigProperty(propertyName = "maxRedeliveryDelayMillis", propertyValue = "1000")
    })
public class BatchMoveBean implements BatchMessageListener<String> {

  @EJB private Traces traces;

  @Override
  public void onMessages(List<Message<String>> messages) {
    for (Message<String> message : messages) {
      try {
        traces.leave(message.value());
      } catch (SQLException | IOException e) {
        throw new EJBException("Cannot move " + message.value(), e);
      }
    }
  }
}
