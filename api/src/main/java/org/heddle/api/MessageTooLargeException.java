package org.heddle.api;

/** The message is larger than the broker or its client takes. */
public class MessageTooLargeException extends MessagingException {

  private static final long serialVersionUID = 1L;

  private final long size;
  private final long limit;

  /**
   * Creates an exception.
   *
   * @param topic where the message was to go
   * @param size its size in bytes
   * @param limit the largest size in bytes that is taken
   * @param remedy which limit to raise, and where
   * @param cause what the client library said, or null
   */
  public MessageTooLargeException(
      String topic, long size, long limit, String remedy, Throwable cause) {
    super(
        "A message of "
            + size
            + " bytes for topic '"
            + topic
            + "' is larger than the limit of "
            + limit
            + " bytes; "
            + remedy,
        cause);
    this.size = size;
    this.limit = limit;
  }

  /**
   * Returns the size of the message.
   *
   * @return bytes, as the client library counts them
   */
  public long size() {
    return size;
  }

  /**
   * Returns the limit.
   *
   * @return bytes
   */
  public long limit() {
    return limit;
  }
}
