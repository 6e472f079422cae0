package org.heddle.spi;

import org.heddle.api.MessagingException;

/**
 * Who takes what a consumer delivers. Told what happens to it, on a thread of the backend:
 * implementations return at once and never block.
 */
public interface ConsumerListener {

  /**
   * Returns how many deliveries are worked on at a time, by all threads together.
   *
   * @return 1 or more, always the same
   */
  default int takesAtOnce() {
    return 1;
  }

  /**
   * Returns how many deliveries a consumer may hold. With fewer than are taken at a time, there
   * would never be so many ready; with as many, none would be ready when they are done, and the
   * broker would be waited for each time. So it is four times as many, unless more are configured.
   *
   * @param configured how many it may hold for whoever takes one at a time
   * @return as many as are configured, or more
   */
  default int holds(int configured) {
    return Math.max(configured, 4 * takesAtOnce());
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
