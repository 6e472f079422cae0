package org.heddle.mqtt;

import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.InvalidPropertyException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.heddle.ra.config.ConfigurationFaults;
import org.heddle.ra.outbound.AbstractConnectionFactory;
import org.heddle.ra.outbound.TlsManagedConnectionFactory;
import org.heddle.spi.Credentials;

/**
 * Makes connections to one MQTT broker; what each property means and its default stand beside it.
 */
public class MqttManagedConnectionFactory extends TlsManagedConnectionFactory {

  private static final long serialVersionUID = 1L;

  /** What a packet identifier can tell apart. */
  private static final int MOST_IN_FLIGHT = 65_535;

  /** The largest packet that MQTT can carry. */
  private static final int MOST_BYTES = 268_435_455;

  /** The largest number of seconds in MQTT 5; as a session's expiry it means never. */
  private static final long NEVER = 4_294_967_295L;

  @ConfigProperty(
      description =
          "Where to find the broker: tcp://host:port, ssl://, ws:// or wss://; several, separated "
              + "by commas, are tried in turn.")
  private String serverUri = "tcp://localhost:1883";

  @ConfigProperty(description = "The protocol: 3.1.1 or 5.")
  private String protocolVersion = "3.1.1";

  @ConfigProperty(
      description =
          "Different for every server, where several share subscriptions, and the same after a "
              + "restart; without it, a subscription belongs to one server at a time.")
  private String clientId;

  @ConfigProperty(description = "Who logs in; nobody if not given.")
  private String userName;

  @ConfigProperty(description = "The password of the user.", confidential = true)
  private String password;

  @ConfigProperty(
      description =
          "The longest that a request may take, in milliseconds (1000 or more), before "
              + "the broker counts as unreachable.")
  private Long operationTimeoutMillis = 10_000L;

  @ConfigProperty(
      description =
          "How long a connection may be silent, in seconds (1 to 65535), before it is tried; "
              + "after one and a half times that, the broker gives it up.")
  private Integer keepAliveSeconds = 30;

  @ConfigProperty(
      description =
          "How many messages a subscription holds at most that are not acknowledged (1 to 65535), "
              + "best twice what its beans take at a time; MQTT 5 only, with 3.1.1 the broker "
              + "decides.")
  private Integer prefetch = 500;

  @ConfigProperty(
      description =
          "How many sends may wait for the broker's answer (1 to 65535); further ones wait for "
              + "room. Set 1 for a broker that changes the order of what it has not answered yet; "
              + "sends are then slower.")
  private Integer maxInFlight = 1000;

  @ConfigProperty(
      description =
          "The largest message that is sent, in bytes (1 to 268435455), envelope included; not "
              + "more than the broker takes, since some close the connection.")
  private Integer maxMessageBytes = 33_554_432;

  @ConfigProperty(
      description =
          "Whether messages that have neither key nor properties are sent without the envelope, "
              + "for peers that do not know it; 3.1.1 only, MQTT 5 needs none.")
  private Boolean plainPayload = false;

  @ConfigProperty(
      description = "Where the broker publishes the will, when this server is gone unexpectedly.")
  private String willTopic;

  @ConfigProperty(description = "The text of the will; empty if not given.")
  private String willPayload;

  @ConfigProperty(description = "Quality of service of the will: 0, 1 or 2.")
  private Integer willQos = 1;

  @ConfigProperty(description = "Whether the broker keeps the will for those who subscribe later.")
  private Boolean willRetained = false;

  @ConfigProperty(
      description =
          "How long the broker keeps the subscriptions, and their messages, of a server that is "
              + "away, in seconds (1 or more; 4294967295 is for ever); MQTT 5 only, with 3.1.1 the "
              + "broker decides.")
  private Long sessionExpirySeconds = NEVER;

  /** Creates a factory with the defaults. */
  public MqttManagedConnectionFactory() {}

  @Override
  public MqttSettings settings(Optional<Credentials> credentials) throws InvalidPropertyException {
    ConfigurationFaults faults = new ConfigurationFaults(getClass());
    PropertyReader reader = new PropertyReader(faults::add);
    ProtocolVersion version = reader.version("protocolVersion", protocolVersion);
    List<URI> servers = reader.servers("serverUri", serverUri);
    if (servers.stream().noneMatch(PropertyReader::isEncrypted)) {
      refuseTls(faults, "serverUri names no server by ssl or wss");
    }
    if (version == ProtocolVersion.V5 && Boolean.TRUE.equals(plainPayload)) {
      faults.add("plainPayload", "is true, but MQTT 5 has no envelope that could be spared");
    }
    MqttSettings settings =
        new MqttSettings(
            servers,
            version,
            reader.clientId("clientId", clientId),
            credentials.or(() -> reader.user(userName, password)),
            tls(faults),
            faults.millis("operationTimeoutMillis", operationTimeoutMillis, 1000),
            Duration.ofSeconds(
                reader.between("keepAliveSeconds", keepAliveSeconds, 1, MOST_IN_FLIGHT)),
            (int) reader.between("prefetch", prefetch, 1, MOST_IN_FLIGHT),
            (int) reader.between("maxInFlight", maxInFlight, 1, MOST_IN_FLIGHT),
            (int) reader.between("maxMessageBytes", maxMessageBytes, 1, MOST_BYTES),
            Boolean.TRUE.equals(plainPayload),
            will(reader, faults),
            Optional.of(reader.between("sessionExpirySeconds", sessionExpirySeconds, 1, NEVER))
                .filter(seconds -> seconds < NEVER)
                .map(Duration::ofSeconds));
    faults.throwIfAny();
    return settings;
  }

  private Optional<LastWill> will(PropertyReader reader, ConfigurationFaults faults) {
    int qos = (int) reader.between("willQos", willQos, 0, 2);
    Optional<String> topic = ConfigurationFaults.given(willTopic);
    if (topic.isEmpty() && ConfigurationFaults.given(willPayload).isPresent()) {
      faults.add("willTopic", "is not given, but willPayload is");
    }
    return topic
        .filter(name -> reader.isPlain("willTopic", name))
        .map(
            name ->
                new LastWill(
                    name,
                    Optional.ofNullable(willPayload).orElse(""),
                    qos,
                    Boolean.TRUE.equals(willRetained)));
  }

  @Override
  protected AbstractConnectionFactory connectionFactory(ConnectionManager connectionManager) {
    return new MqttConnectionFactoryHandle(this, connectionManager);
  }

  public String getServerUri() {
    return serverUri;
  }

  public void setServerUri(String serverUri) {
    this.serverUri = serverUri;
  }

  public String getProtocolVersion() {
    return protocolVersion;
  }

  public void setProtocolVersion(String protocolVersion) {
    this.protocolVersion = protocolVersion;
  }

  public String getClientId() {
    return clientId;
  }

  public void setClientId(String clientId) {
    this.clientId = clientId;
  }

  public String getUserName() {
    return userName;
  }

  public void setUserName(String userName) {
    this.userName = userName;
  }

  public String getPassword() {
    return password;
  }

  public void setPassword(String password) {
    this.password = password;
  }

  public Long getOperationTimeoutMillis() {
    return operationTimeoutMillis;
  }

  public void setOperationTimeoutMillis(Long operationTimeoutMillis) {
    this.operationTimeoutMillis = operationTimeoutMillis;
  }

  public Integer getKeepAliveSeconds() {
    return keepAliveSeconds;
  }

  public void setKeepAliveSeconds(Integer keepAliveSeconds) {
    this.keepAliveSeconds = keepAliveSeconds;
  }

  public Integer getPrefetch() {
    return prefetch;
  }

  public void setPrefetch(Integer prefetch) {
    this.prefetch = prefetch;
  }

  public Integer getMaxInFlight() {
    return maxInFlight;
  }

  public void setMaxInFlight(Integer maxInFlight) {
    this.maxInFlight = maxInFlight;
  }

  public Integer getMaxMessageBytes() {
    return maxMessageBytes;
  }

  public void setMaxMessageBytes(Integer maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
  }

  public Boolean getPlainPayload() {
    return plainPayload;
  }

  public void setPlainPayload(Boolean plainPayload) {
    this.plainPayload = plainPayload;
  }

  public String getWillTopic() {
    return willTopic;
  }

  public void setWillTopic(String willTopic) {
    this.willTopic = willTopic;
  }

  public String getWillPayload() {
    return willPayload;
  }

  public void setWillPayload(String willPayload) {
    this.willPayload = willPayload;
  }

  public Integer getWillQos() {
    return willQos;
  }

  public void setWillQos(Integer willQos) {
    this.willQos = willQos;
  }

  public Boolean getWillRetained() {
    return willRetained;
  }

  public void setWillRetained(Boolean willRetained) {
    this.willRetained = willRetained;
  }

  public Long getSessionExpirySeconds() {
    return sessionExpirySeconds;
  }

  public void setSessionExpirySeconds(Long sessionExpirySeconds) {
    this.sessionExpirySeconds = sessionExpirySeconds;
  }
}
