package org.heddle.api;

import java.util.List;

/**
 * What a message-driven bean implements to receive several messages at a time, in one transaction
 * where it has one.
 *
 * <p>The outcome holds for all of them: they are acknowledged together or redelivered together. See
 * {@link MessageListener} for when; the activation properties {@code batchSize} and {@code
 * batchTimeoutMillis} bound the list.
 *
 * @param <T> the type of the values
 */
public interface BatchMessageListener<T> {

  /**
   * Receives messages.
   *
   * @param messages at least one, in the order of arrival, decoded; unmodifiable
   * @throws RetryLaterException to keep the messages and be called again after a delay
   * @throws Exception if the messages could not be processed
   */
  void onMessages(List<Message<T>> messages) throws Exception;
}
