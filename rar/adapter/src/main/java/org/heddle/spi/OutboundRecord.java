package org.heddle.spi;

import java.util.Map;
import java.util.Optional;

/**
 * A message to be published, as bytes. Compared by identity of the payload; nobody changes the
 * bytes.
 *
 * @param payload the content
 * @param properties what travels beside it
 * @param key what the broker orders or partitions by, or empty
 */
@SuppressWarnings("ArrayRecordComponent")
public record OutboundRecord(byte[] payload, Map<String, String> properties, Optional<String> key) {

  /**
   * Estimates how much memory the record takes, to bound transactions and buffers.
   *
   * @return bytes
   */
  public long size() {
    long size = payload.length + key.map(String::length).orElse(0);
    for (Map.Entry<String, String> property : properties.entrySet()) {
      size += property.getKey().length() + property.getValue().length();
    }
    return size;
  }
}
