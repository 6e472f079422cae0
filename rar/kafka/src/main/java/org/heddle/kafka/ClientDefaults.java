package org.heddle.kafka;

import java.util.Map;
import java.util.TreeMap;

/** What the adapter sets otherwise than the client library, unless a free property says more. */
final class ClientDefaults {

  /**
   * The largest request that the client builds; the broker and the topic have limits of their own.
   */
  private static final int MAX_REQUEST_BYTES = 32 << 20;

  private static final int MAX_POLL_RECORDS = 500;
  private static final String COOPERATIVE =
      "org.apache.kafka.clients.consumer.CooperativeStickyAssignor";

  private ClientDefaults() {}

  static Map<String, Object> of(KafkaSettings settings, ClientProperties.Client client) {
    Map<String, Object> defaults = new TreeMap<>();
    int operation = Math.toIntExact(settings.operationTimeout().toMillis());
    // A lost request is noticed early enough for a second try within the operation.
    int request = Math.max(1, operation / 2);
    defaults.put("request.timeout.ms", request);
    defaults.put("socket.connection.setup.timeout.ms", request);
    defaults.put("socket.connection.setup.timeout.max.ms", request);
    switch (client) {
      case PRODUCER -> {
        defaults.put("delivery.timeout.ms", operation);
        defaults.put("max.block.ms", operation);
        defaults.put("linger.ms", 0);
        defaults.put("max.request.size", MAX_REQUEST_BYTES);
        defaults.put("buffer.memory", 2L * MAX_REQUEST_BYTES);
      }
      case CONSUMER -> {
        defaults.put("default.api.timeout.ms", operation);
        defaults.put("max.poll.records", Math.min(MAX_POLL_RECORDS, settings.prefetch()));
        if (settings.groupProtocol() == GroupProtocol.CLASSIC) {
          // The others take every partition away from everybody whenever a consumer comes or goes.
          defaults.put("partition.assignment.strategy", COOPERATIVE);
        }
        defaults.put("fetch.max.bytes", (int) Math.min(settings.prefetchBytes(), 50 << 20));
      }
      case ADMIN -> defaults.put("default.api.timeout.ms", operation);
    }
    return defaults;
  }
}
