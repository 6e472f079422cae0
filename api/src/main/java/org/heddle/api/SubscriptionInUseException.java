package org.heddle.api;

/** The subscription has a consumer that excludes another one. */
public class SubscriptionInUseException extends MessagingException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what failed, for what, and what to do
   */
  public SubscriptionInUseException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message what failed, for what, and what to do
   * @param cause what the client library or the container said
   */
  public SubscriptionInUseException(String message, Throwable cause) {
    super(message, cause);
  }
}
