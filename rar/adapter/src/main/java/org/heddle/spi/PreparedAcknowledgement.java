package org.heddle.spi;

import java.util.Optional;
import org.heddle.api.QualityOfService;

/**
 * An acknowledgement in a prepared unit.
 *
 * @param subscription what the message was received by
 * @param reference the {@link Delivery#reference()} of the message
 * @param delivery the last delivery of the message, if this process has it; it may not be held any
 *     more
 */
public record PreparedAcknowledgement(
    SubscriptionSpec subscription, String reference, Optional<Delivery> delivery) {

  boolean exactlyOnce() {
    return subscription.topic().quality() == QualityOfService.EXACTLY_ONCE;
  }
}
