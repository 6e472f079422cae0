package org.heddle.kafka;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendContext;
import org.heddle.spi.BackendSettings;
import org.heddle.spi.Capability;
import org.heddle.spi.support.IsolatedClient;

/**
 * Everything that the clients of one Kafka cluster are configured with. {@link #toString()} hides
 * secrets and the values of free properties.
 *
 * @param bootstrapServers where to find the cluster, {@code host:port}, comma-separated
 * @param clientId how the clients call themselves in the brokers' logs, quotas and metrics
 * @param security how the clients encrypt and log in
 * @param operationTimeout the longest that a request may take before the broker counts as
 *     unreachable
 * @param acknowledgeInterval how long acknowledgements are collected before they are told
 * @param transactionalIdPrefix what the ids of transactions start with; empty for a random one
 * @param transactionTimeout when the broker aborts a transaction whose client went away
 * @param transactionalProducers how many transactions can be settled at the same time
 * @param prefetch how many messages a consumer holds that are not acknowledged, roughly
 * @param prefetchBytes how many bytes of messages a consumer holds that are not acknowledged,
 *     roughly
 * @param groupProtocol how consumers share partitions
 * @param autoCreateTopics whether a topic that does not exist is created when it is used
 * @param partitions the partitions of created topics, or -1 for the broker's default
 * @param replicationFactor the replicas of created topics, or -1 for the broker's default
 * @param properties the clients' own properties, as {@link ClientProperties} says
 */
public record KafkaSettings(
    String bootstrapServers,
    String clientId,
    KafkaSecurity security,
    Duration operationTimeout,
    Duration acknowledgeInterval,
    Optional<String> transactionalIdPrefix,
    Duration transactionTimeout,
    int transactionalProducers,
    int prefetch,
    long prefetchBytes,
    GroupProtocol groupProtocol,
    boolean autoCreateTopics,
    int partitions,
    short replicationFactor,
    Map<String, String> properties)
    implements BackendSettings {

  private static final Map<Capability, String> MISSING =
      Map.of(
          Capability.DROPS_BEST_EFFORT,
          "it keeps every message for its retention time",
          Capability.COUNTS_ACROSS_CONSUMERS,
          "it does not count; the count starts again with each consumer");

  /** Copies the properties. */
  public KafkaSettings {
    properties = Map.copyOf(properties);
  }

  @Override
  public String backendName() {
    return "kafka";
  }

  @Override
  public String resourceName() {
    return "kafka:" + bootstrapServers;
  }

  @Override
  public Backend open(BackendContext context) {
    return IsolatedClient.open(this, context, "KafkaBackend");
  }

  @Override
  public Map<Capability, String> missing() {
    return MISSING;
  }

  /**
   * Returns what a kind of client is configured with, besides what its use decides (group,
   * serialisation, transactions).
   *
   * @param client the kind of client
   * @param own properties of one producer or consumer, which win over those of the settings
   * @return the client's own names and the values
   */
  public Map<String, Object> clientProperties(
      ClientProperties.Client client, Map<String, String> own) {
    Map<String, Object> all = new TreeMap<>(ClientDefaults.of(this, client));
    all.putAll(ClientProperties.of(properties, client));
    all.putAll(ClientProperties.of(own, client));
    all.put("bootstrap.servers", bootstrapServers);
    all.put("client.id", clientId);
    all.putAll(security.clientProperties());
    return all;
  }

  @Override
  public String toString() {
    return "KafkaSettings[%s, clientId=%s, %s, properties=%s]"
        .formatted(bootstrapServers, clientId, security, new TreeMap<>(properties).keySet());
  }
}
