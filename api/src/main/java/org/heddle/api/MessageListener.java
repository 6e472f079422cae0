package org.heddle.api;

/**
 * What a message-driven bean implements to receive one message at a time.
 *
 * <p>When the bean returns, the message is acknowledged; in a container-managed transaction, when
 * that commits. When it throws a {@link RuntimeException}, or its transaction rolls back, the
 * message is redelivered by the policy of the activation. A checked exception leaves a transaction
 * to commit, as everywhere in Enterprise Beans, and redelivers outside of one.
 *
 * <p>The value's type is taken from the bean's type argument unless the activation property {@code
 * schema} names it.
 *
 * @param <T> the type of the value
 */
public interface MessageListener<T> {

  /**
   * Receives a message.
   *
   * @param message the message, decoded
   * @throws RetryLaterException to keep the message and be called again after a delay
   * @throws Exception if the message could not be processed
   */
  void onMessage(Message<T> message) throws Exception;
}
