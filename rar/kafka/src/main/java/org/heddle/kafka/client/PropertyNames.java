package org.heddle.kafka.client;

import static java.lang.System.Logger.Level.WARNING;

import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.heddle.kafka.ClientProperties;

/** Knows the names of the client library's properties. */
final class PropertyNames {

  private static final System.Logger LOG = System.getLogger(PropertyNames.class.getName());

  private PropertyNames() {}

  /** Warns of names that the library does not know; a plug-in of its may, so they are kept. */
  static void warnOfUnknown(Collection<String> names) {
    List<String> unknown =
        names.stream()
            .filter(name -> !isKnown(ClientProperties.withoutPrefix(name)))
            .sorted()
            .toList();
    if (!unknown.isEmpty()) {
      LOG.log(WARNING, "The Kafka client does not know {0}; check the spelling", unknown);
    }
  }

  static boolean isKnown(String name) {
    return List.of(
            ProducerConfig.configNames(),
            ConsumerConfig.configNames(),
            AdminClientConfig.configNames())
        .stream()
        .anyMatch((Set<String> known) -> known.contains(name));
  }
}
