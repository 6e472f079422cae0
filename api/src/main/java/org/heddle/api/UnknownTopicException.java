package org.heddle.api;

/** The topic does not exist and is not to be created. */
public class UnknownTopicException extends MessagingException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what failed, for what, and what to do
   */
  public UnknownTopicException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message what failed, for what, and what to do
   * @param cause what the client library or the container said
   */
  public UnknownTopicException(String message, Throwable cause) {
    super(message, cause);
  }
}
