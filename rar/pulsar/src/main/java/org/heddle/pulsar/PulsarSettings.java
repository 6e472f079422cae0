package org.heddle.pulsar;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendContext;
import org.heddle.spi.BackendSettings;
import org.heddle.spi.Capability;
import org.heddle.spi.support.IsolatedClient;

/**
 * Everything that the clients of one Pulsar cluster are configured with. {@link #toString()} hides
 * secrets and the values of free properties.
 *
 * @param serviceUrl where to find the cluster, {@code pulsar://} or {@code pulsar+ssl://}
 * @param adminUrl where its REST interface is, {@code http://} or {@code https://}, without a slash
 *     at the end; without it topics and namespaces are neither looked up nor created
 * @param security how the clients encrypt and log in
 * @param operationTimeout the longest that a request may take before the broker counts as
 *     unreachable
 * @param memoryLimitBytes how much memory messages may take that wait to be sent
 * @param prefetch how many messages a consumer holds that are not acknowledged, roughly
 * @param prefetchBytes from how many bytes of messages that are not acknowledged a consumer takes
 *     no more from its client
 * @param acknowledgeInterval how long acknowledgements are collected before they are told
 * @param transactionTimeout when the broker aborts a transaction whose client went away
 * @param markerNamespace where the topics are that tell which transactions took effect, {@code
 *     tenant/namespace}
 * @param autoCreateTopics whether a topic that does not exist is created when it is used
 * @param partitions the partitions of created topics, or -1 for topics without partitions
 * @param keyShared whether consumers that share a subscription get all messages of one key each
 * @param chunking whether a message larger than the broker takes is sent in pieces
 * @param maxMessageBytes the largest message that is sent
 * @param properties the client's own properties, as {@link ClientProperties} says
 */
public record PulsarSettings(
    String serviceUrl,
    Optional<String> adminUrl,
    PulsarSecurity security,
    Duration operationTimeout,
    long memoryLimitBytes,
    int prefetch,
    long prefetchBytes,
    Duration acknowledgeInterval,
    Duration transactionTimeout,
    String markerNamespace,
    boolean autoCreateTopics,
    int partitions,
    boolean keyShared,
    boolean chunking,
    int maxMessageBytes,
    Map<String, String> properties)
    implements BackendSettings {

  /** Copies the properties. */
  public PulsarSettings {
    properties = Map.copyOf(properties);
  }

  @Override
  public String backendName() {
    return "pulsar";
  }

  @Override
  public String resourceName() {
    return "pulsar:" + serviceUrl;
  }

  @Override
  public Backend open(BackendContext context) {
    return IsolatedClient.open(this, context, "PulsarBackend");
  }

  @Override
  public Map<Capability, String> missing() {
    Map<Capability, String> missing = new EnumMap<>(Capability.class);
    missing.put(
        Capability.COUNTS_ACROSS_CONSUMERS,
        "the broker forgets its counts with the last consumer; the count starts again");
    if (adminUrl.isEmpty()) {
      missing.put(
          Capability.TOPIC_ADMINISTRATION,
          "it goes through the broker's REST interface; set adminUrl");
      missing.put(Capability.PARTITIONS, "the REST interface sets them; set adminUrl");
    }
    return Map.copyOf(missing);
  }

  @Override
  public String toString() {
    return "PulsarSettings[%s%s, %s, properties=%s]"
        .formatted(
            serviceUrl,
            adminUrl.map(url -> ", " + url).orElse(""),
            security,
            new TreeMap<>(properties).keySet());
  }
}
