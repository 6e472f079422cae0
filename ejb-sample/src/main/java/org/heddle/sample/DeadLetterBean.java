package org.heddle.sample;

import jakarta.ejb.ActivationConfigProperty;
import jakarta.ejb.MessageDriven;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.heddle.api.DeadLetter;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;

/**
 * Takes the quakes that could not be processed to the board. They come as bytes, as they were sent,
 * since some cannot be decoded; why they came here is in their properties.
 */
@MessageDriven(
    activationConfig = {
      @ActivationConfigProperty(
          propertyName = "connectionFactoryLookup",
          propertyValue = Broker.FACTORY),
      @ActivationConfigProperty(propertyName = "topic", propertyValue = Broker.DEAD_QUAKES),
      @ActivationConfigProperty(propertyName = "subscription", propertyValue = Broker.BOARD)
    })
public class DeadLetterBean implements MessageListener<byte[]> {

  @Inject private Event<DeadQuake> buried;

  @Override
  public void onMessage(Message<byte[]> message) {
    Map<String, String> properties = message.properties();
    buried.fire(
        new DeadQuake(
            message.key().orElse(""),
            properties.get(DeadLetter.REASON),
            properties.getOrDefault(DeadLetter.EXCEPTION, ""),
            Integer.parseInt(properties.get(DeadLetter.DELIVERY_COUNT)),
            new String(message.value(), StandardCharsets.UTF_8)));
  }
}
