package org.heddle.api;

/** A value cannot be written as JSON, or a payload cannot be read as the type that is expected. */
public class SchemaException extends MessagingException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param message what failed, for what, and what to do
   */
  public SchemaException(String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message what failed, for what, and what to do
   * @param cause what the client library or the container said
   */
  public SchemaException(String message, Throwable cause) {
    super(message, cause);
  }
}
