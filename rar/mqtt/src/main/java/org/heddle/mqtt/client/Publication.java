package org.heddle.mqtt.client;

import java.time.Duration;
import java.util.Optional;

/**
 * A message on its way to the broker.
 *
 * @param topic MQTT's name of the topic
 * @param content what travels
 * @param qos 0, 1 or 2
 * @param options how it is published
 */
record Publication(String topic, Content content, int qos, Options options) {

  /** Published once and not kept. */
  static final Options PLAIN = new Options(false, Optional.empty(), Optional.empty());

  /** Kept for those who subscribe later. */
  static final Options RETAINED = new Options(true, Optional.empty(), Optional.empty());

  /**
   * How a message is published.
   *
   * @param retained whether the broker keeps it for those who subscribe later
   * @param expiry after what time the broker drops it; MQTT 5 only
   * @param contentType what the payload is; MQTT 5 only
   */
  record Options(boolean retained, Optional<Duration> expiry, Optional<String> contentType) {}
}
