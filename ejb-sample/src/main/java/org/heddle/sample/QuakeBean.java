package org.heddle.sample;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;
import org.heddle.api.OutgoingMessage;
import org.heddle.api.PubSubConnection;
import org.heddle.api.RejectedMessageException;

/**
 * Checks each quake, stores it and raises an alert for a strong one. The quake is acknowledged,
 * stored by JPA, and the alert is sent in one transaction: all happens or nothing does.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "connectionFactoryLookup",
          propertyValue = Broker.FACTORY),
      @ActivationConfigProperty(propertyName = "topic", propertyValue = Broker.QUAKES),
      @ActivationConfigProperty(propertyName = "subscription", propertyValue = Broker.WATCH),
      @ActivationConfigProperty(propertyName = "concurrency", propertyValue = "4"),
      @ActivationConfigProperty(propertyName = "maxRedeliveryDelayMillis", propertyValue = "5000")
    })
public class QuakeBean implements MessageListener<Quake> {

  @Inject private Broker broker;
  @Inject private QuakeStore store;
  @Inject private Board board;
  @Inject private Outage outage;
  @Inject private Event<QuakeAccepted> accepted;

  @Override
  public void onMessage(Message<Quake> message) {
    board.delivered(message.deliveryCount());
    Quake quake = message.value();
    if (!quake.natural()) {
      throw new RejectedMessageException("Not an earthquake: " + quake.type());
    }
    store.store(quake);
    if (quake.strong()) {
      raise(Alert.of(quake));
    }
    // After the alert was sent, which nobody must see if this fails.
    outage.strike();
    accepted.fire(new QuakeAccepted(quake, message.deliveryCount()));
  }

  private void raise(Alert alert) {
    try (PubSubConnection connection = broker.alerts().getConnection()) {
      connection
          .createProducer(Broker.ALERTS, Alert.class)
          .send(OutgoingMessage.of(alert).withKey(alert.id()));
    }
  }
}
