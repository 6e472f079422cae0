package org.heddle.api;

/** The broker cannot do what was asked; it says so instead of pretending. */
public class UnsupportedByBrokerException extends MessagingException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what failed, for what, and what to do
   */
  public UnsupportedByBrokerException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message what failed, for what, and what to do
   * @param cause what the client library or the container said
   */
  public UnsupportedByBrokerException(String message, Throwable cause) {
    super(message, cause);
  }
}
