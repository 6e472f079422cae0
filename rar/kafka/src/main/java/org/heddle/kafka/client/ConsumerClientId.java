package org.heddle.kafka.client;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.heddle.api.ConsumerType;

/**
 * What a consumer calls itself, {@code prefix/type/topic/number}. Kafka keeps no consumer type and
 * does not show what a member without partitions subscribes to: the client id, which every member
 * of a group shows, tells both to those who want to join.
 */
record ConsumerClientId(String prefix, ConsumerType type, String topic, int number) {

  /** Reads a client id; empty for one that another client has given itself. */
  static Optional<ConsumerClientId> parse(String text) {
    String[] parts = text.split("/");
    int last = parts.length - 1;
    if (last < 3 || !parts[last].matches("[0-9]{1,9}")) {
      return Optional.empty();
    }
    return Arrays.stream(ConsumerType.values())
        .filter(type -> name(type).equals(parts[last - 2]))
        .findFirst()
        .map(
            type ->
                new ConsumerClientId(
                    String.join("/", Arrays.copyOf(parts, last - 2)),
                    type,
                    parts[last - 1],
                    Integer.parseInt(parts[last])));
  }

  @Override
  public String toString() {
    return prefix + "/" + name(type) + "/" + topic + "/" + number;
  }

  private static String name(ConsumerType type) {
    return type.name().toLowerCase(Locale.ROOT);
  }
}
