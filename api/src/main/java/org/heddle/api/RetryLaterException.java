package org.heddle.api;

import java.time.Duration;

/**
 * Thrown by a message-driven bean that cannot process a message now, for example because a service
 * that it needs is busy: the message is kept and the bean is called again after the delay. Such a
 * delivery does not count towards {@code maxDeliveries}.
 *
 * <p>A transaction of the delivery rolls back.
 */
public class RetryLaterException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final Duration delay;

  /**
   * Creates an exception.
   *
   * @param delay how long to wait before the next call, zero or more
   * @throws IllegalArgumentException if it is negative
   */
  public RetryLaterException(Duration delay) {
    this(delay, null);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param delay how long to wait before the next call, zero or more
   * @param cause why the message cannot be processed now, or null
   * @throws IllegalArgumentException if the delay is negative
   */
  public RetryLaterException(Duration delay, Throwable cause) {
    super("Retry after " + delay, cause);
    if (delay.isNegative()) {
      throw new IllegalArgumentException("The delay is " + delay + "; expected zero or more");
    }
    this.delay = delay;
  }

  /**
   * Returns how long to wait.
   *
   * @return zero or more
   */
  public Duration delay() {
    return delay;
  }
}
