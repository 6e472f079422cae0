package org.heddle.pulsar;

import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.InvalidPropertyException;
import java.util.Optional;
import java.util.regex.Pattern;
import org.heddle.ra.config.ConfigurationFaults;
import org.heddle.ra.outbound.AbstractConnectionFactory;
import org.heddle.spi.Credentials;

/**
 * Makes connections to one Pulsar cluster; what each property means and its default stand beside
 * it.
 */
public class PulsarManagedConnectionFactory extends SecuredManagedConnectionFactory {

  private static final long serialVersionUID = 1L;
  private static final Pattern NAMESPACE = Pattern.compile("[-=:.\\w]+/[-=:.\\w]+");

  @ConfigProperty(
      description =
          "Where to find the cluster: pulsar://host:port, or "
              + "pulsar+ssl://host:port with TLS; several hosts separated by commas.")
  private String serviceUrl = "pulsar://localhost:6650";

  @ConfigProperty(
      description =
          "Where the cluster's REST interface is, http://host:port or "
              + "https://host:port; without it, topics and namespaces cannot be looked "
              + "up or created by the adapter.")
  private String adminUrl;

  @ConfigProperty(
      description =
          "The longest that a request may take, in milliseconds (1000 or more), "
              + "before the broker counts as unreachable.")
  private Long operationTimeoutMillis = 10_000L;

  @ConfigProperty(
      description =
          "How many bytes of messages may wait to be sent (1 or more); beyond "
              + "that, senders wait.")
  private Long memoryLimitBytes = 67_108_864L;

  @ConfigProperty(
      description =
          "How many messages a consumer holds at most that are not acknowledged, "
              + "roughly (2 or more), those that wait to be delivered again included; for a bean "
              + "at least four times what it takes at a time.")
  private Integer prefetch = 2000;

  @ConfigProperty(
      description =
          "From how many bytes of messages that are not acknowledged a consumer takes no more "
              + "(1 or more); half of prefetch may wait in the client besides.")
  private Long prefetchBytes = 33_554_432L;

  @ConfigProperty(
      description =
          "How long acknowledgements are collected before the broker is told, in "
              + "milliseconds (1 or more); what a crash may redeliver.")
  private Long acknowledgeIntervalMillis = 100L;

  @ConfigProperty(
      description =
          "When the broker aborts a transaction whose client went away, in "
              + "milliseconds (1000 or more).")
  private Long transactionTimeoutMillis = 15_000L;

  @ConfigProperty(
      description =
          "Where the adapter keeps the topics that tell after an outage which "
              + "transactions took effect: tenant/namespace.")
  private String markerNamespace = "public/default";

  @ConfigProperty(
      description =
          "Whether a topic that does not exist is created when it is used, with "
              + "its tenant and namespace where adminUrl is given; without adminUrl, "
              + "the broker decides.")
  private Boolean autoCreateTopics = true;

  @ConfigProperty(
      description =
          "Partitions of created topics, which needs adminUrl, or -1 for topics "
              + "without partitions.")
  private Integer partitions = -1;

  @ConfigProperty(
      description =
          "Whether all messages of one key go to one consumer of a shared "
              + "subscription (Key_Shared); senders then batch by key.")
  private Boolean keyShared = false;

  @ConfigProperty(
      description =
          "Whether messages larger than the broker takes are sent in pieces; "
              + "messages are then not batched.")
  private Boolean chunking = false;

  @ConfigProperty(
      description =
          "The largest message that is sent, in bytes (1 or more); the broker's "
              + "own limit, or more with chunking.")
  private Integer maxMessageBytes = 5_242_880;

  @ConfigProperty(
      description =
          "The client's own properties, name=value, one per line or separated by "
              + "semicolons; a name starts with producer. or consumer. where it is "
              + "theirs.")
  private String properties;

  /** Creates a factory with the defaults. */
  public PulsarManagedConnectionFactory() {}

  @Override
  public PulsarSettings settings(Optional<Credentials> credentials)
      throws InvalidPropertyException {
    ConfigurationFaults faults = new ConfigurationFaults(getClass());
    String service = faults.read("serviceUrl", serviceUrl, ServiceUrls::service, "");
    Optional<String> admin =
        faults.read(
            "adminUrl", ConfigurationFaults.given(adminUrl), ServiceUrls::admin, Optional.empty());
    boolean encrypted =
        service.startsWith("pulsar+ssl")
            || admin.filter(url -> url.startsWith("https")).isPresent();
    PulsarSettings settings =
        new PulsarSettings(
            service,
            admin,
            security(encrypted, credentials, faults),
            faults.millis("operationTimeoutMillis", operationTimeoutMillis, 1000),
            faults.atLeast("memoryLimitBytes", memoryLimitBytes, 1),
            (int) faults.atLeast("prefetch", prefetch, 2),
            faults.atLeast("prefetchBytes", prefetchBytes, 1),
            faults.millis("acknowledgeIntervalMillis", acknowledgeIntervalMillis, 1),
            faults.millis("transactionTimeoutMillis", transactionTimeoutMillis, 1000),
            faults.read("markerNamespace", markerNamespace, this::namespace, ""),
            !Boolean.FALSE.equals(autoCreateTopics),
            faults.count("partitions", partitions, Integer.MAX_VALUE, "topics without partitions"),
            Boolean.TRUE.equals(keyShared),
            Boolean.TRUE.equals(chunking),
            (int) faults.atLeast("maxMessageBytes", maxMessageBytes, 1),
            faults.free("properties", properties, (name, value) -> ClientProperties.refusal(name)));
    if (settings.adminUrl().isEmpty() && ConfigurationFaults.given(adminUrl).isEmpty()) {
      checkWithoutAdmin(settings, faults);
    }
    faults.throwIfAny();
    return settings;
  }

  @Override
  protected AbstractConnectionFactory connectionFactory(ConnectionManager connectionManager) {
    return new PulsarConnectionFactoryHandle(this, connectionManager);
  }

  /** What the broker would do without being asked must not look configured. */
  private static void checkWithoutAdmin(PulsarSettings settings, ConfigurationFaults faults) {
    if (!settings.autoCreateTopics()) {
      faults.add(
          "autoCreateTopics",
          "is false, but without adminUrl the broker decides; give adminUrl, or turn"
              + " allowAutoTopicCreation off at the broker");
    }
    if (settings.partitions() > 0) {
      faults.add("partitions", "is given, but adminUrl is not");
    }
  }

  private String namespace(String text) {
    String namespace = String.valueOf(text).strip();
    if (!NAMESPACE.matcher(namespace).matches()) {
      throw new IllegalArgumentException("is '" + text + "'; expected tenant/namespace");
    }
    return namespace;
  }

  public String getServiceUrl() {
    return serviceUrl;
  }

  public void setServiceUrl(String serviceUrl) {
    this.serviceUrl = serviceUrl;
  }

  public String getAdminUrl() {
    return adminUrl;
  }

  public void setAdminUrl(String adminUrl) {
    this.adminUrl = adminUrl;
  }

  public Long getOperationTimeoutMillis() {
    return operationTimeoutMillis;
  }

  public void setOperationTimeoutMillis(Long operationTimeoutMillis) {
    this.operationTimeoutMillis = operationTimeoutMillis;
  }

  public Long getMemoryLimitBytes() {
    return memoryLimitBytes;
  }

  public void setMemoryLimitBytes(Long memoryLimitBytes) {
    this.memoryLimitBytes = memoryLimitBytes;
  }

  public Integer getPrefetch() {
    return prefetch;
  }

  public void setPrefetch(Integer prefetch) {
    this.prefetch = prefetch;
  }

  public Long getPrefetchBytes() {
    return prefetchBytes;
  }

  public void setPrefetchBytes(Long prefetchBytes) {
    this.prefetchBytes = prefetchBytes;
  }

  public Long getAcknowledgeIntervalMillis() {
    return acknowledgeIntervalMillis;
  }

  public void setAcknowledgeIntervalMillis(Long acknowledgeIntervalMillis) {
    this.acknowledgeIntervalMillis = acknowledgeIntervalMillis;
  }

  public Long getTransactionTimeoutMillis() {
    return transactionTimeoutMillis;
  }

  public void setTransactionTimeoutMillis(Long transactionTimeoutMillis) {
    this.transactionTimeoutMillis = transactionTimeoutMillis;
  }

  public String getMarkerNamespace() {
    return markerNamespace;
  }

  public void setMarkerNamespace(String markerNamespace) {
    this.markerNamespace = markerNamespace;
  }

  public Boolean getAutoCreateTopics() {
    return autoCreateTopics;
  }

  public void setAutoCreateTopics(Boolean autoCreateTopics) {
    this.autoCreateTopics = autoCreateTopics;
  }

  public Integer getPartitions() {
    return partitions;
  }

  public void setPartitions(Integer partitions) {
    this.partitions = partitions;
  }

  public Boolean getKeyShared() {
    return keyShared;
  }

  public void setKeyShared(Boolean keyShared) {
    this.keyShared = keyShared;
  }

  public Boolean getChunking() {
    return chunking;
  }

  public void setChunking(Boolean chunking) {
    this.chunking = chunking;
  }

  public Integer getMaxMessageBytes() {
    return maxMessageBytes;
  }

  public void setMaxMessageBytes(Integer maxMessageBytes) {
    this.maxMessageBytes = maxMessageBytes;
  }

  public String getProperties() {
    return properties;
  }

  public void setProperties(String properties) {
    this.properties = properties;
  }
}
