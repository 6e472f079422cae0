package org.heddle.crash.app;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.EJB;
import jakarta.ejb.EJBException;
import jakarta.ejb.MessageDriven;
import java.io.IOException;
import java.sql.SQLException;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;

/** Takes numbers from a topic. What fails is tried again for as long as it takes. */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "connectionFactoryLookup",
          propertyValue = Names.FACTORY),
      @ActivationConfigProperty(propertyName = "topic", propertyValue = Names.INCOMING),
      @ActivationConfigProperty(propertyName = "subscription", propertyValue = Names.SUBSCRIPTION),
      @ActivationConfigProperty(propertyName = "initialPosition", propertyValue = "EARLIEST"),
      @ActivationConfigProperty(propertyName = "concurrency", propertyValue = "4"),
      @ActivationConfigProperty(propertyName = "maxDeliveries", propertyValue = "0"),
      @ActivationConfigProperty(propertyName = "redeliveryDelayMillis", propertyValue = "200"),
      @ActivationConfigProperty(propertyName = "maxRedeliveryDelayMillis", propertyValue = "1000")
    })
public class MoveBean implements MessageListener<String> {

  @EJB private Traces traces;

  @Override
  public void onMessage(Message<String> message) {
    try {
      traces.leave(message.value());
    } catch (SQLException | IOException e) {
      throw new EJBException("Cannot move " + message.value(), e);
    }
  }
}
