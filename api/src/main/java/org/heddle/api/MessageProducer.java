package org.heddle.api;

import java.util.Map;
import java.util.concurrent.CompletionStage;

/**
 * Sends messages of one type to one topic. The protocol calls it {@code BackendProducer}.
 *
 * <p>Within a transaction of the container, a send is collected and published when the transaction
 * commits; it is never seen when the transaction rolls back. Otherwise it is sent at once.
 *
 * <p>A producer may be used by several threads outside transactions; it ends with the connection
 * that made it.
 *
 * @param <T> the type of the values
 */
public interface MessageProducer<T> extends AutoCloseable {

  /**
   * Sends a value.
   *
   * @param value the content
   * @see #send(OutgoingMessage)
   */
  default void send(T value) {
    send(OutgoingMessage.of(value));
  }

  /**
   * Sends a value with properties.
   *
   * @param value the content
   * @param properties names and values that travel beside it
   * @see #send(OutgoingMessage)
   */
  default void send(T value, Map<String, String> properties) {
    send(OutgoingMessage.of(value).withProperties(properties));
  }

  /**
   * Sends a message. Outside a transaction this blocks until the broker has it as safely as the
   * topic's quality of service asks for; within one it returns at once.
   *
   * @param message what to send
   * @throws SchemaException if the value cannot be written
   * @throws MessageTooLargeException if the broker does not take a message of this size
   * @throws UnknownTopicException if the topic does not exist and is not to be created
   * @throws BrokerUnreachableException if the broker did not answer in time
   * @throws TransactionTooLargeException if the transaction holds too much already
   * @throws AlreadyClosedException if the producer or its connection is closed
   */
  void send(OutgoingMessage<T> message);

  /**
   * Sends a value without waiting.
   *
   * @param value the content
   * @return see {@link #sendAsync(OutgoingMessage)}
   */
  default CompletionStage<MessageId> sendAsync(T value) {
    return sendAsync(OutgoingMessage.of(value));
  }

  /**
   * Sends a value with properties without waiting.
   *
   * @param value the content
   * @param properties names and values that travel beside it
   * @return see {@link #sendAsync(OutgoingMessage)}
   */
  default CompletionStage<MessageId> sendAsync(T value, Map<String, String> properties) {
    return sendAsync(OutgoingMessage.of(value).withProperties(properties));
  }

  /**
   * Sends a message without waiting for the broker; it may block for a short time when the client's
   * buffer is full.
   *
   * @param message what to send
   * @return completed with the message's id when the broker has it, in a transaction after the
   *     commit; or with one of the exceptions of {@link #send(OutgoingMessage)}, or {@link
   *     TransactionRolledBackException}. It completes on a thread of the client library: what
   *     depends on it must not block
   * @throws SchemaException if the value cannot be written
   * @throws TransactionTooLargeException if the transaction holds too much already
   * @throws AlreadyClosedException if the producer or its connection is closed
   */
  CompletionStage<MessageId> sendAsync(OutgoingMessage<T> message);

  /**
   * Blocks until all that was sent outside transactions has been taken by the broker or has failed;
   * which of the two, the stages tell.
   *
   * @throws AlreadyClosedException if the producer or its connection is closed
   */
  void flush();

  /**
   * Flushes and closes the producer. Closing twice does nothing. What was sent in a transaction
   * that is not over stays part of it.
   */
  @Override
  void close();
}
