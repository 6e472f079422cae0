package org.heddle.kafka;

import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.InvalidPropertyException;
import java.util.Optional;
import org.heddle.ra.config.ConfigurationFaults;
import org.heddle.ra.outbound.AbstractConnectionFactory;
import org.heddle.spi.Credentials;

/**
 * Makes connections to one Kafka cluster; what each property means and its default stand beside it.
 */
public class KafkaManagedConnectionFactory extends SecuredManagedConnectionFactory {

  private static final long serialVersionUID = 1L;
  private static final String BROKERS_DEFAULT = "the broker's default";

  @ConfigProperty(
      description = "Where to find the cluster: host:port, several separated by commas.")
  private String bootstrapServers = "localhost:9092";

  @ConfigProperty(
      description = "How the clients call themselves in the brokers' logs, quotas and metrics.")
  private String clientId = "heddle";

  @ConfigProperty(
      description =
          "The longest that a request may take, in milliseconds (1000 or more), before "
              + "the broker counts as unreachable.")
  private Long operationTimeoutMillis = 10_000L;

  @ConfigProperty(
      description =
          "How long acknowledgements are collected before the broker is told, in "
              + "milliseconds (1 or more); what a crash may redeliver.")
  private Long acknowledgeIntervalMillis = 100L;

  @ConfigProperty(
      description =
          "What the ids of transactions start with, different for every server; if not "
              + "given, a random one for every start.")
  private String transactionalIdPrefix;

  @ConfigProperty(
      description =
          "When the broker aborts a transaction whose client went away, in milliseconds "
              + "(1000 or more).")
  private Long transactionTimeoutMillis = 15_000L;

  @ConfigProperty(
      description =
          "How many exactly-once transactions can be settled at the same time (1 or more).")
  private Integer transactionalProducers = 8;

  @ConfigProperty(
      description =
          "How many messages a consumer holds at most that are not acknowledged, "
              + "roughly (1 or more); for a bean at least four times what it takes at a time.")
  private Integer prefetch = 2000;

  @ConfigProperty(
      description =
          "How many bytes of messages a consumer holds at most that are not "
              + "acknowledged, roughly (1 or more).")
  private Long prefetchBytes = 16_777_216L;

  @ConfigProperty(
      description = "How consumers share partitions: CONSUMER, or CLASSIC for brokers before 4.0.")
  private String groupProtocol = "CONSUMER";

  @ConfigProperty(description = "Whether a topic that does not exist is created when it is used.")
  private Boolean autoCreateTopics = true;

  @ConfigProperty(description = "Partitions of created topics, or -1 for the broker's default.")
  private Integer partitions = -1;

  @ConfigProperty(description = "Replicas of created topics, or -1 for the broker's default.")
  private Integer replicationFactor = -1;

  @ConfigProperty(
      description =
          "The clients' own properties, name=value, one per line or separated by "
              + "semicolons; a name may start with producer., consumer. or admin.")
  private String properties;

  /** Creates a factory with the defaults. */
  public KafkaManagedConnectionFactory() {}

  @Override
  public KafkaSettings settings(Optional<Credentials> credentials) throws InvalidPropertyException {
    ConfigurationFaults faults = new ConfigurationFaults(getClass());
    KafkaSettings settings =
        new KafkaSettings(
            required(faults, "bootstrapServers", getBootstrapServers()),
            required(faults, "clientId", getClientId()),
            security(credentials, faults),
            faults.millis("operationTimeoutMillis", operationTimeoutMillis, 1000),
            faults.millis("acknowledgeIntervalMillis", acknowledgeIntervalMillis, 1),
            ConfigurationFaults.given(transactionalIdPrefix),
            faults.millis("transactionTimeoutMillis", transactionTimeoutMillis, 1000),
            (int) faults.atLeast("transactionalProducers", transactionalProducers, 1),
            (int) faults.atLeast("prefetch", prefetch, 1),
            faults.atLeast("prefetchBytes", prefetchBytes, 1),
            faults.constant("groupProtocol", groupProtocol, GroupProtocol.CONSUMER),
            !Boolean.FALSE.equals(autoCreateTopics),
            faults.count("partitions", partitions, Integer.MAX_VALUE, BROKERS_DEFAULT),
            (short)
                faults.count(
                    "replicationFactor", replicationFactor, Short.MAX_VALUE, BROKERS_DEFAULT),
            faults.free("properties", properties, ClientProperties::refusal));
    faults.throwIfAny();
    return settings;
  }

  @Override
  protected AbstractConnectionFactory connectionFactory(ConnectionManager connectionManager) {
    return new KafkaConnectionFactoryHandle(this, connectionManager);
  }

  private static String required(ConfigurationFaults faults, String property, String value) {
    if (ConfigurationFaults.given(value).isEmpty()) {
      faults.add(property, "is empty");
    }
    return String.valueOf(value);
  }

  public String getBootstrapServers() {
    return bootstrapServers;
  }

  public void setBootstrapServers(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  public String getClientId() {
    return clientId;
  }

  public void setClientId(String clientId) {
    this.clientId = clientId;
  }

  public Long getOperationTimeoutMillis() {
    return operationTimeoutMillis;
  }

  public void setOperationTimeoutMillis(Long operationTimeoutMillis) {
    this.operationTimeoutMillis = operationTimeoutMillis;
  }

  public Long getAcknowledgeIntervalMillis() {
    return acknowledgeIntervalMillis;
  }

  public void setAcknowledgeIntervalMillis(Long acknowledgeIntervalMillis) {
    this.acknowledgeIntervalMillis = acknowledgeIntervalMillis;
  }

  public String getTransactionalIdPrefix() {
    return transactionalIdPrefix;
  }

  public void setTransactionalIdPrefix(String transactionalIdPrefix) {
    this.transactionalIdPrefix = transactionalIdPrefix;
  }

  public Long getTransactionTimeoutMillis() {
    return transactionTimeoutMillis;
  }

  public void setTransactionTimeoutMillis(Long transactionTimeoutMillis) {
    this.transactionTimeoutMillis = transactionTimeoutMillis;
  }

  public Integer getTransactionalProducers() {
    return transactionalProducers;
  }

  public void setTransactionalProducers(Integer transactionalProducers) {
    this.transactionalProducers = transactionalProducers;
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

  public String getGroupProtocol() {
    return groupProtocol;
  }

  public void setGroupProtocol(String groupProtocol) {
    this.groupProtocol = groupProtocol;
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

  public Integer getReplicationFactor() {
    return replicationFactor;
  }

  public void setReplicationFactor(Integer replicationFactor) {
    this.replicationFactor = replicationFactor;
  }

  public String getProperties() {
    return properties;
  }

  public void setProperties(String properties) {
    this.properties = properties;
  }
}
