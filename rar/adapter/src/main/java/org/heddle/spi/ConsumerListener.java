package org.heddle.spi;

import org.heddle.api.MessagingException;

/**
 * Who takes what a consumer delivers. Told what happens to it, on a thread of the backend:
 * implementations return at once and never block.
 */
public interface ConsumerListener {

  /**
   * Returns how many deliveries are worked on at a time, by all threads together. A consumer that
   * may hold fewer would never have so many ready; one that may hold as many would have none ready
   * when they are done, and wait for the broker each time. So it holds four times as many, where
   * that is more than it was configured to.
   *
   * @return 1 or more, always the same
   */
  default int takesAtOnce() {
    return 1;
  }

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
