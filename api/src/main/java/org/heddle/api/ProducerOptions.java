package org.heddle.api;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Options of a producer; immutable. Start with {@link #defaults()}.
 *
 * @param quality what a native topic promises; empty means the topic's own quality
 * @param fieldNaming how names are written in JSON
 * @param properties the client's own producer properties, by the names of the broker in use
 */
public record ProducerOptions(
    Optional<QualityOfService> quality, FieldNaming fieldNaming, Map<String, String> properties) {

  private static final ProducerOptions DEFAULTS =
      new ProducerOptions(Optional.empty(), FieldNaming.IDENTITY, Map.of());

  /**
   * Copies the properties.
   *
   * @param quality what a native topic promises; empty means the topic's own quality
   * @param fieldNaming how names are written in JSON
   * @param properties the client's own producer properties, by the names of the broker in use
   */
  public ProducerOptions {
    Objects.requireNonNull(quality, "quality");
    Objects.requireNonNull(fieldNaming, "fieldNaming");
    properties = Map.copyOf(properties);
  }

  /**
   * Returns the options of a producer for which nothing is said.
   *
   * @return the topic's quality, Java's names, no properties
   */
  public static ProducerOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Sets what the topic promises; meant for native topics, which are at least once otherwise.
   *
   * @param value the quality
   * @return new options
   */
  public ProducerOptions withQuality(QualityOfService value) {
    return new ProducerOptions(Optional.of(value), fieldNaming, properties);
  }

  /**
   * Sets how names are written in JSON.
   *
   * @param value the naming
   * @return new options
   */
  public ProducerOptions withFieldNaming(FieldNaming value) {
    return new ProducerOptions(quality, value, properties);
  }

  /**
   * Sets a property of the broker's own client, for example Kafka's {@code compression.type}.
   *
   * @param name the property's name
   * @param value its value
   * @return new options
   */
  public ProducerOptions withProperty(String name, String value) {
    Map<String, String> more = new TreeMap<>(properties);
    more.put(name, value);
    return new ProducerOptions(quality, fieldNaming, more);
  }
}
