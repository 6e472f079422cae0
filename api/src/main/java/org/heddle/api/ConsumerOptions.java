package org.heddle.api;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Options of a consumer; immutable. Start with {@link #defaults()}.
 *
 * @param initialPosition where a new subscription starts; {@link InitialPosition#LATEST} by default
 * @param consumerType how consumers share the subscription; {@link ConsumerType#SHARED} by default
 * @param redeliveryDelay how long a negatively acknowledged message waits; 1 second by default,
 *     zero or more
 * @param quality what a native topic promises; empty means the topic's own quality
 * @param fieldNaming how names are read from JSON
 * @param properties the client's own consumer properties, by the names of the broker in use
 */
public record ConsumerOptions(
    InitialPosition initialPosition,
    ConsumerType consumerType,
    Duration redeliveryDelay,
    Optional<QualityOfService> quality,
    FieldNaming fieldNaming,
    Map<String, String> properties) {

  private static final ConsumerOptions DEFAULTS =
      new ConsumerOptions(
          InitialPosition.LATEST,
          ConsumerType.SHARED,
          Duration.ofSeconds(1),
          Optional.empty(),
          FieldNaming.IDENTITY,
          Map.of());

  /**
   * Checks the options and copies the properties.
   *
   * @param initialPosition where a new subscription starts; {@link InitialPosition#LATEST} by
   *     default
   * @param consumerType how consumers share the subscription; {@link ConsumerType#SHARED} by
   *     default
   * @param redeliveryDelay how long a negatively acknowledged message waits; 1 second by default,
   *     zero or more
   * @param quality what a native topic promises; empty means the topic's own quality
   * @param fieldNaming how names are read from JSON
   * @param properties the client's own consumer properties, by the names of the broker in use
   * @throws IllegalArgumentException if the delay is negative
   */
  public ConsumerOptions {
    Objects.requireNonNull(initialPosition, "initialPosition");
    Objects.requireNonNull(consumerType, "consumerType");
    Objects.requireNonNull(quality, "quality");
    Objects.requireNonNull(fieldNaming, "fieldNaming");
    if (redeliveryDelay.isNegative()) {
      throw new IllegalArgumentException(
          "redeliveryDelay is " + redeliveryDelay + "; expected zero or more");
    }
    properties = Map.copyOf(properties);
  }

  /**
   * Returns the options of a consumer for which nothing is said.
   *
   * @return latest, shared, one second, the topic's quality, Java's names, no properties
   */
  public static ConsumerOptions defaults() {
    return DEFAULTS;
  }

  /**
   * Sets where a new subscription starts.
   *
   * @param value the position
   * @return new options
   */
  public ConsumerOptions withInitialPosition(InitialPosition value) {
    return new ConsumerOptions(
        value, consumerType, redeliveryDelay, quality, fieldNaming, properties);
  }

  /**
   * Sets how consumers share the subscription.
   *
   * @param value the type
   * @return new options
   */
  public ConsumerOptions withConsumerType(ConsumerType value) {
    return new ConsumerOptions(
        initialPosition, value, redeliveryDelay, quality, fieldNaming, properties);
  }

  /**
   * Sets how long a negatively acknowledged message waits.
   *
   * @param value the delay, zero or more
   * @return new options
   * @throws IllegalArgumentException if it is negative
   */
  public ConsumerOptions withRedeliveryDelay(Duration value) {
    return new ConsumerOptions(
        initialPosition, consumerType, value, quality, fieldNaming, properties);
  }

  /**
   * Sets what the topic promises; meant for native topics, which are at least once otherwise.
   *
   * @param value the quality
   * @return new options
   */
  public ConsumerOptions withQuality(QualityOfService value) {
    return new ConsumerOptions(
        initialPosition,
        consumerType,
        redeliveryDelay,
        Optional.of(value),
        fieldNaming,
        properties);
  }

  /**
   * Sets how names are read from JSON.
   *
   * @param value the naming
   * @return new options
   */
  public ConsumerOptions withFieldNaming(FieldNaming value) {
    return new ConsumerOptions(
        initialPosition, consumerType, redeliveryDelay, quality, value, properties);
  }

  /**
   * Sets a property of the broker's own client, for example Kafka's {@code fetch.min.bytes}.
   *
   * @param name the property's name
   * @param value its value
   * @return new options
   */
  public ConsumerOptions withProperty(String name, String value) {
    Map<String, String> more = new TreeMap<>(properties);
    more.put(name, value);
    return new ConsumerOptions(
        initialPosition, consumerType, redeliveryDelay, quality, fieldNaming, more);
  }
}
