package org.heddle.api;

/** The string is not a topic, or the broker cannot carry the name. */
public class InvalidTopicException extends MessagingException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param topic the string that was given
   * @param reason what is wrong with it and what was expected
   */
  public InvalidTopicException(String topic, String reason) {
    super("Invalid topic '" + topic + "': " + reason);
  }
}
