package org.heddle.mqtt.client;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.mqtt.ProtocolVersion;
import org.heddle.spi.ProducerSpec;

/** Reads the properties of a producer: {@code retained}, and two that need MQTT 5. */
final class ProducerProperties {

  private static final String RETAINED = "retained";
  private static final String EXPIRY = "messageExpirySeconds";
  private static final String CONTENT_TYPE = "contentType";

  private ProducerProperties() {}

  /**
   * Reads them.
   *
   * @throws UnsupportedByBrokerException naming a property that is not known or not understood
   */
  static Publication.Options of(ProducerSpec spec, ProtocolVersion version) {
    boolean retained = false;
    Optional<Duration> expiry = Optional.empty();
    Optional<String> contentType = Optional.empty();
    for (Map.Entry<String, String> property : spec.properties().entrySet()) {
      String value = property.getValue();
      switch (property.getKey()) {
        case RETAINED -> retained = isTrue(spec, value);
        case EXPIRY -> {
          requireFive(spec, EXPIRY, version);
          expiry = Optional.of(seconds(spec, value));
        }
        case CONTENT_TYPE -> {
          requireFive(spec, CONTENT_TYPE, version);
          contentType = Optional.of(value);
        }
        default ->
            throw refusal(
                spec,
                property.getKey(),
                "is not known; expected retained, messageExpirySeconds or contentType");
      }
    }
    return new Publication.Options(retained, expiry, contentType);
  }

  private static boolean isTrue(ProducerSpec spec, String value) {
    if (!value.equals("true") && !value.equals("false")) {
      throw refusal(spec, RETAINED, "is '" + value + "'; expected true or false");
    }
    return value.equals("true");
  }

  private static Duration seconds(ProducerSpec spec, String value) {
    if (!value.matches("[1-9][0-9]{0,8}")) {
      throw refusal(spec, EXPIRY, "is '" + value + "'; expected a number of seconds, 1 or more");
    }
    return Duration.ofSeconds(Long.parseLong(value));
  }

  private static void requireFive(ProducerSpec spec, String name, ProtocolVersion version) {
    if (version != ProtocolVersion.V5) {
      throw refusal(spec, name, "needs protocolVersion 5");
    }
  }

  private static UnsupportedByBrokerException refusal(
      ProducerSpec spec, String name, String reason) {
    return new UnsupportedByBrokerException(
        "Property '" + name + "' of the producer of topic '" + spec.topic() + "' " + reason);
  }
}
