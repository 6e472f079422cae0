package org.heddle.api;

/** The transaction was rolled back: what was sent in it is not published. */
public class TransactionRolledBackException extends MessagingException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what failed, for what, and what to do
   */
  public TransactionRolledBackException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message what failed, for what, and what to do
   * @param cause what the client library or the container said
   */
  public TransactionRolledBackException(String message, Throwable cause) {
    super(message, cause);
  }
}
