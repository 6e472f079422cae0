package org.heddle.api;

/**
 * Thrown by a message-driven bean that will never be able to process a message: it is moved to the
 * dead-letter topic at once, without further deliveries.
 *
 * <p>A transaction of the delivery rolls back.
 */
public class RejectedMessageException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param reason why, for whoever looks at the dead letters
   */
  public RejectedMessageException(String reason) {
    super(reason);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param reason why, for whoever looks at the dead letters
   * @param cause what went wrong
   */
  public RejectedMessageException(String reason, Throwable cause) {
    super(reason, cause);
  }
}
