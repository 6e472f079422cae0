package org.heddle.ra.transaction;

import org.heddle.spi.Delivery;
import org.heddle.spi.SubscriptionSpec;

/**
 * What a message is recognised by when its broker delivers it again.
 *
 * @param subscription the subscription's name
 * @param reference the {@link Delivery#reference()}
 */
record Recognition(String subscription, String reference) {

  static Recognition of(SubscriptionSpec spec, String reference) {
    return new Recognition(spec.subscription(), reference);
  }

  static Recognition of(Delivery delivery) {
    return of(delivery.consumer().spec(), delivery.reference());
  }
}
