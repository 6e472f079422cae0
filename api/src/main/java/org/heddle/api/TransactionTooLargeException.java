package org.heddle.api;

/**
 * The sends of one transaction are larger than the resource adapter's {@code maxTransactionBytes}.
 * The transaction can still commit what it holds, or roll back.
 */
public class TransactionTooLargeException extends MessagingException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception.
   *
   * @param topic where the message was to go
   * @param size the bytes of all sends, this one included
   * @param limit the largest number of bytes that is taken
   */
  public TransactionTooLargeException(String topic, long size, long limit) {
    super(
        "Sending to topic '"
            + topic
            + "' would make the transaction "
            + size
            + " bytes large, more than the limit of "
            + limit
            + " bytes; send less in one transaction or raise maxTransactionBytes of the resource"
            + " adapter");
  }
}
