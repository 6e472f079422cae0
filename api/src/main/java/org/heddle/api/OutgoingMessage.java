package org.heddle.api;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A message to be sent, with all that may accompany its value.
 *
 * @param value the content; null is sent as the JSON {@code null}
 * @param properties names and values that travel beside the content; never null; values may be
 *     empty
 * @param key what the broker orders or partitions by, or empty
 * @param <T> the type of the value
 */
public record OutgoingMessage<T>(T value, Map<String, String> properties, Optional<String> key) {

  /**
   * Copies the properties.
   *
   * @param value the content; null is sent as the JSON {@code null}
   * @param properties names and values that travel beside the content; never null; values may be
   *     empty
   * @param key what the broker orders or partitions by, or empty
   */
  public OutgoingMessage {
    properties = Map.copyOf(properties);
    Objects.requireNonNull(key, "key");
  }

  /**
   * Returns a message with a value and nothing else.
   *
   * @param value the content
   * @param <T> its type
   * @return the message
   */
  public static <T> OutgoingMessage<T> of(T value) {
    return new OutgoingMessage<>(value, Map.of(), Optional.empty());
  }

  /**
   * Returns the message with other properties.
   *
   * @param other the properties to send, instead of the present ones
   * @return a new message
   */
  public OutgoingMessage<T> withProperties(Map<String, String> other) {
    return new OutgoingMessage<>(value, other, key);
  }

  /**
   * Returns the message with a key.
   *
   * @param other the key, not null
   * @return a new message
   */
  public OutgoingMessage<T> withKey(String other) {
    return new OutgoingMessage<>(value, properties, Optional.of(other));
  }
}
