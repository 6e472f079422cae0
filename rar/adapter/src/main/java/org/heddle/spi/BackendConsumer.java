package org.heddle.spi;

import java.time.Duration;
import java.util.OptionalLong;

/**
 * Receives the deliveries of one subscription. Safe for several threads: each delivery is handed to
 * one caller of {@link #poll()}, who then owns it until it is acknowledged, negatively acknowledged
 * or settled in a unit of work.
 */
public interface BackendConsumer extends AutoCloseable {

  /**
   * Returns what this consumer was opened with.
   *
   * @return the specification
   */
  SubscriptionSpec spec();

  /**
   * Takes the next delivery that is ready; never blocks. After it has returned null, {@link
   * ConsumerListener#available()} is called when a delivery is ready again.
   *
   * @return a delivery, or null if none is ready or the consumer is closed
   */
  Delivery poll();

  /**
   * Acknowledges a delivery outside a transaction. Returns at once; the broker is told soon, at the
   * latest when the consumer is closed. Does nothing for a delivery that is finished already or
   * that is no longer this consumer's.
   *
   * @param delivery one that {@link #poll()} returned
   */
  void acknowledge(Delivery delivery);

  /**
   * Gives a delivery back: it is delivered again after the delay, with a count one higher. Does
   * nothing for a delivery that is finished already, that is no longer this consumer's, or whose
   * quality is best effort.
   *
   * @param delivery one that {@link #poll()} returned
   * @param delay how long to wait at least, zero or more
   */
  void negativeAcknowledge(Delivery delivery, Duration delay);

  /**
   * Gives a delivery back as if it had not been tried: it is delivered again after the delay with
   * the same count. Otherwise as {@link #negativeAcknowledge}.
   *
   * @param delivery one that {@link #poll()} returned
   * @param delay how long to wait at least, zero or more
   */
  void defer(Delivery delivery, Duration delay);

  /**
   * Tells how many messages there are for this consumer that are not acknowledged, those that it
   * has handed over included. Asks nobody: never blocks on the broker.
   *
   * @return the number as of a moment ago, or empty if the client does not know it or the consumer
   *     is closed
   */
  default OptionalLong lag() {
    return OptionalLong.empty();
  }

  /**
   * Deletes the subscription at the broker. Only {@link #close()} may follow.
   *
   * @throws org.heddle.api.MessagingException if that is not possible now
   */
  void unsubscribe();

  /**
   * Closes the consumer: acknowledgements are told to the broker, and what is not acknowledged is
   * delivered again to the subscription. The subscription stays. Blocks for a short time at most.
   * Closing twice does nothing.
   */
  @Override
  void close();
}
