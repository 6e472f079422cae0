package org.heddle.spi;

import org.heddle.api.MessagingException;

/**
 * Told by a consumer what happens to it, on a thread of the backend: implementations return at once
 * and never block.
 */
public interface ConsumerListener {

  /**
   * Deliveries may have become ready. May be called more often than needed, and while the consumer
   * is still being opened.
   */
  void available();

  /**
   * The consumer is dead and will deliver nothing any more; it still has to be closed. Not called
   * for what the consumer mends by itself, such as a broker that is down for a while.
   *
   * @param cause what happened
   */
  void failed(MessagingException cause);
}
