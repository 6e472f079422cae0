package org.heddle.mqtt.client;

import java.util.List;

/**
 * What travels in a packet.
 *
 * @param payload the bytes; nobody changes them
 * @param properties MQTT 5's user properties, in order; names may come twice
 */
@SuppressWarnings("ArrayRecordComponent")
record Content(byte[] payload, List<Property> properties) {

  /** Bytes alone. */
  static Content of(byte[] payload) {
    return new Content(payload, List.of());
  }

  /**
   * A user property.
   *
   * @param name may be empty
   * @param value may be empty
   */
  record Property(String name, String value) {}

  /** The size in bytes, properties included, roughly from above. */
  long size() {
    long size = payload.length;
    for (Property property : properties) {
      // A character is at most three bytes in UTF-8; five more say what follows and how long it is.
      size += 5 + 3L * (property.name().length() + property.value().length());
    }
    return size;
  }
}
