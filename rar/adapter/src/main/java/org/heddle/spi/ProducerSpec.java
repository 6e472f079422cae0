package org.heddle.spi;

import java.util.Map;
import org.heddle.api.Topic;

/**
 * Where and how to send; a value that can be kept and compared.
 *
 * @param topic the topic, its quality settled
 * @param properties the client's own producer properties, unmodifiable
 */
public record ProducerSpec(Topic topic, Map<String, String> properties) {

  /** Copies the properties. */
  public ProducerSpec {
    properties = Map.copyOf(properties);
  }
}
