package org.heddle.api;

/** The broker did not answer in time, or the connection to it is lost. */
public class BrokerUnreachableException extends MessagingException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what failed, for what, and what to do
   */
  public BrokerUnreachableException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message what failed, for what, and what to do
   * @param cause what the client library or the container said
   */
  public BrokerUnreachableException(String message, Throwable cause) {
    super(message, cause);
  }
}
