package org.heddle.mqtt.client;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/**
 * A message as Heddle knows it.
 *
 * @param id tells it from every other; empty where the sender gave it none
 * @param time when it was sent; empty where the sender did not say
 * @param key what it is about, if said
 * @param properties what travels beside the payload, unmodifiable
 * @param payload the bytes; nobody changes them
 */
@SuppressWarnings("ArrayRecordComponent")
record Letter(
    Optional<String> id,
    Optional<Instant> time,
    Optional<String> key,
    Map<String, String> properties,
    byte[] payload) {

  /** What a peer sent that knows nothing of Heddle. */
  static Letter foreign(byte[] payload) {
    return new Letter(Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), payload);
  }
}
