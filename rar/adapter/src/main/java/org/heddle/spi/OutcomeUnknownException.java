package org.heddle.spi;

import org.heddle.api.MessagingException;

/**
 * The connection broke while a unit of work was committed, and the broker cannot tell the outcome.
 */
public final class OutcomeUnknownException extends MessagingException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message which unit, and what to check
   * @param cause what the client library said
   */
  public OutcomeUnknownException(String message, Throwable cause) {
    super(message, cause);
  }
}
