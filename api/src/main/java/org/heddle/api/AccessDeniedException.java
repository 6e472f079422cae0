package org.heddle.api;

/** The broker refuses the credentials, or what they may do. */
public class AccessDeniedException extends MessagingException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what failed, for what, and what to do
   */
  public AccessDeniedException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message what failed, for what, and what to do
   * @param cause what the client library or the container said
   */
  public AccessDeniedException(String message, Throwable cause) {
    super(message, cause);
  }
}
