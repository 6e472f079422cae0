package org.heddle.spi;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.heddle.api.MessageId;

/** One delivery of one message, as bytes. Identity equality. Reading it is safe for all threads. */
public interface Delivery {

  /**
   * Returns who delivered it and takes its acknowledgement.
   *
   * @return the consumer
   */
  BackendConsumer consumer();

  /**
   * Returns the content; not a copy, so it must not be changed.
   *
   * @return the bytes, empty if the broker's message has none
   */
  byte[] payload();

  /**
   * Returns the properties that came with the message.
   *
   * @return an unmodifiable map, never null
   */
  Map<String, String> properties();

  /**
   * Returns the message's key.
   *
   * @return the key, or empty
   */
  Optional<String> key();

  /**
   * Returns the message's id.
   *
   * @return the same at every redelivery
   */
  MessageId id();

  /**
   * Returns what the message is found by in its subscription after a restart.
   *
   * @return unlike for all other messages of the broker with that subscription, the same at every
   *     redelivery as far as the broker lets messages be recognised
   */
  String reference();

  /**
   * Returns how often the message was delivered, this time included.
   *
   * @return 1 or more
   */
  int deliveryCount();

  /**
   * Returns when the message was sent.
   *
   * @return the time, to the millisecond
   */
  Instant publishTime();
}
