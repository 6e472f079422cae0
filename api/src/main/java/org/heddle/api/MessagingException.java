package org.heddle.api;

/**
 * The root of what goes wrong with messaging. Messages name the topic or property, say what was
 * expected and what to do; they hold no secrets.
 */
public class MessagingException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what failed, for what, and what to do
   */
  public MessagingException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message what failed, for what, and what to do
   * @param cause what the client library or the container said
   */
  public MessagingException(String message, Throwable cause) {
    super(message, cause);
  }
}
