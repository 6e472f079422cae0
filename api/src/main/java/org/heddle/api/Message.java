package org.heddle.api;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A received message. The protocol calls it {@code Message}.
 *
 * <p>A message is immutable as far as its value is; it may be read from any thread.
 *
 * @param <T> the type of the value
 */
public interface Message<T> {

  /**
   * Returns the content, decoded to the type that the consumer was created with. A message that
   * came from {@link MessageConsumer#receive} is decoded by the first call, so a malformed one can
   * still be acknowledged; one that is given to a listener is decoded before.
   *
   * @return the value; null if the payload is the JSON {@code null}
   * @throws SchemaException if the payload is not of that type
   */
  T value();

  /**
   * Returns the properties that were sent with the message.
   *
   * @return an unmodifiable map, empty if there are none; never null
   */
  Map<String, String> properties();

  /**
   * Returns the message's identity.
   *
   * @return the id, the same at every redelivery
   */
  MessageId id();

  /**
   * Returns the topic that the message came from, in the form that the consumer was created with.
   *
   * @return a generic topic or a broker's own name
   */
  String topic();

  /**
   * Returns how often the message was handed over, this time included.
   *
   * @return 1 at the first delivery; a broker that does not keep count starts anew when the
   *     subscription moves to another consumer
   */
  int deliveryCount();

  /**
   * Returns when the message was sent, by the producer's or the broker's clock.
   *
   * @return the time, to the millisecond
   */
  Instant publishTime();

  /**
   * Returns the key that it was sent with: messages of one key keep their order where the broker
   * promises it.
   *
   * @return the key, or empty
   */
  Optional<String> key();
}
