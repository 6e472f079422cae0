package org.heddle.mqtt;

import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendContext;
import org.heddle.spi.BackendSettings;
import org.heddle.spi.Capability;
import org.heddle.spi.Credentials;
import org.heddle.spi.TlsSettings;
import org.heddle.spi.support.IsolatedClient;

/**
 * Everything that the connections to one MQTT broker are configured with. {@link #toString()} hides
 * secrets.
 *
 * @param servers where to find the broker, tried in this order; {@code tcp}, {@code ssl}, {@code
 *     ws} or {@code wss}
 * @param version the protocol
 * @param clientId what tells this server from others that share its subscriptions; empty if there
 *     are none
 * @param credentials who logs in; empty for nobody
 * @param tls whom to trust and what to show, where a server is reached by {@code ssl} or {@code
 *     wss}
 * @param operationTimeout the longest that a request may take before the broker counts as
 *     unreachable
 * @param keepAlive how long a connection may be silent before it is tried
 * @param prefetch how many messages a subscription holds that are not acknowledged; MQTT 5 only
 * @param maxInFlight how many sends may wait for their answers
 * @param maxMessageBytes the largest message that is sent, envelope included
 * @param plainPayload whether messages without key and properties are sent without envelope
 * @param will what the broker publishes when this server is gone
 * @param sessionExpiry how long the broker keeps the subscriptions of a server that is away; MQTT 5
 *     only, empty for ever
 */
public record MqttSettings(
    List<URI> servers,
    ProtocolVersion version,
    Optional<String> clientId,
    Optional<Credentials> credentials,
    TlsSettings tls,
    Duration operationTimeout,
    Duration keepAlive,
    int prefetch,
    int maxInFlight,
    int maxMessageBytes,
    boolean plainPayload,
    Optional<LastWill> will,
    Optional<Duration> sessionExpiry)
    implements BackendSettings {

  private static final Map<Capability, String> MISSING =
      Map.of(
          Capability.EARLIEST,
          "it keeps no messages but for subscriptions that exist, and one retained message for a"
              + " topic; subscribe before sending",
          Capability.EXACTLY_ONCE,
          "it has no transactions",
          Capability.COUNTS_ACROSS_CONSUMERS,
          "it does not count; the count starts again with each consumer",
          Capability.TOPIC_ADMINISTRATION,
          "its topics exist by being used",
          Capability.PARTITIONS,
          "its topics have no parts; let several consumers share a subscription");

  /** Copies the servers. */
  public MqttSettings {
    servers = List.copyOf(servers);
  }

  @Override
  public String backendName() {
    return "mqtt";
  }

  @Override
  public String resourceName() {
    return servers.stream()
        .map(server -> server.getHost() + ":" + server.getPort())
        .collect(Collectors.joining(",", "mqtt:", ""));
  }

  @Override
  public Backend open(BackendContext context) {
    return IsolatedClient.open(this, context, "MqttBackend");
  }

  /**
   * Tells whether a server is reached by TLS.
   *
   * @return true if one is
   */
  public boolean isEncrypted() {
    return servers.stream().anyMatch(PropertyReader::isEncrypted);
  }

  @Override
  public Map<Capability, String> missing() {
    return MISSING;
  }

  @Override
  public String toString() {
    return "MqttSettings[%s, %s%s%s, %s]"
        .formatted(
            servers,
            version,
            clientId.map(id -> ", clientId=" + id).orElse(""),
            credentials.map(user -> ", " + user).orElse(""),
            tls);
  }
}
