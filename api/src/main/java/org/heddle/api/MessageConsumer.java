package org.heddle.api;

import java.time.Duration;
import java.util.concurrent.TimeoutException;

/**
 * Receives messages of one type from one subscription. The protocol calls it {@code
 * BackendConsumer}.
 *
 * <p>Within a transaction of the container, acknowledgements are collected and take effect when it
 * commits; when it rolls back, the messages are redelivered.
 *
 * <p>Messages may be received by one thread and acknowledged by another; a consumer ends with the
 * connection that made it.
 *
 * @param <T> the type of the values
 */
public interface MessageConsumer<T> extends AutoCloseable {

  /**
   * Waits for a message.
   *
   * @param timeout how long to wait; zero returns what is there already
   * @return the message, not yet acknowledged
   * @throws TimeoutException if none came in time
   * @throws BrokerUnreachableException if the subscription was lost and cannot be had again
   * @throws AlreadyClosedException if the consumer or its connection is closed, also while waiting
   */
  Message<T> receive(Duration timeout) throws TimeoutException;

  /**
   * Says that a message was processed: it is not delivered to this subscription again.
   * Acknowledging twice does nothing.
   *
   * @param message a message of this consumer
   * @throws IllegalArgumentException if the message came from another consumer
   * @throws AlreadyClosedException if the consumer or its connection is closed
   */
  void acknowledge(Message<T> message);

  /**
   * Says that a message could not be processed: it is redelivered after the delay that the consumer
   * was created with, and holds up no other message in a {@link ConsumerType#SHARED} subscription.
   *
   * @param message a message of this consumer
   * @throws IllegalArgumentException if the message came from another consumer
   * @throws AlreadyClosedException if the consumer or its connection is closed
   */
  void negativeAcknowledge(Message<T> message);

  /**
   * Ends the subscription itself: the broker forgets its position and its messages. Then closes the
   * consumer.
   *
   * @throws SubscriptionInUseException if other consumers still use it and the broker minds
   * @throws BrokerUnreachableException if the broker did not answer in time
   * @throws AlreadyClosedException if the consumer or its connection is closed
   */
  void unsubscribe();

  /**
   * Closes the consumer. The subscription stays, and messages that were not acknowledged are
   * delivered again to it. Closing twice does nothing. In a transaction, what was acknowledged
   * stays part of it.
   */
  @Override
  void close();
}
