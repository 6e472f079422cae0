package org.heddle.ra.inbound;

import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import org.heddle.api.MessagingException;
import org.heddle.ra.codec.Codec;
import org.heddle.ra.transaction.UnitRegistry;

/**
 * Where deliveries of an activation go.
 *
 * @param factory the container's factory of endpoints
 * @param listener the bean's listener interface
 * @param codec reads the bean's values
 * @param counts what becomes of the deliveries
 */
record Endpoints<T>(
    MessageEndpointFactory factory, ListenerType listener, Codec<T> codec, DeliveryCounts counts) {

  /** Returns the name of the bean's class. */
  String bean() {
    return factory.getEndpointClass().getName();
  }

  EndpointDispatcher<T> dispatcher(UnitRegistry units, Redelivery redelivery) {
    try {
      return new EndpointDispatcher<>(factory, listener, units, codec, redelivery, counts);
    } catch (NoSuchMethodException e) {
      throw new MessagingException(
          "The bean has no method " + listener.method() + "; check its listener interface", e);
    }
  }
}
