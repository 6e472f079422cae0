package org.heddle.api;

/** A connection, producer or consumer was used after it was closed. */
public class AlreadyClosedException extends MessagingException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what failed, for what, and what to do
   */
  public AlreadyClosedException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message what failed, for what, and what to do
   * @param cause what the client library or the container said
   */
  public AlreadyClosedException(String message, Throwable cause) {
    super(message, cause);
  }
}
