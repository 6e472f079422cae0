package org.heddle.spi;

import java.util.Map;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.Topic;

/**
 * What to subscribe to and how.
 *
 * @param topic the topic, its quality settled
 * @param subscription the name under which the broker keeps the position, not blank
 * @param initialPosition where a new subscription starts
 * @param consumerType how consumers share the subscription
 * @param properties the client's own consumer properties, unmodifiable
 */
public record SubscriptionSpec(
    Topic topic,
    String subscription,
    InitialPosition initialPosition,
    ConsumerType consumerType,
    Map<String, String> properties) {

  /** Copies the properties. */
  public SubscriptionSpec {
    properties = Map.copyOf(properties);
  }
}
