package org.heddle.ra;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ActivationSpec;
import jakarta.resource.spi.ConfigProperty;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ResourceAdapter;
import java.io.Serializable;
import org.heddle.ra.inbound.ActivationSettings;

/**
 * What a message-driven bean is activated with, the same for every broker (Connectors 2.1, section
 * 13.4.3): the connection factory that it names decides about the broker.
 *
 * <p>Set up by one thread. Properties that it does not know, some servers set anyway; they do no
 * harm.
 */
public class MessagingActivationSpec implements ActivationSpec, Serializable {

  private static final long serialVersionUID = 1L;

  @ConfigProperty(
      description =
          "JNDI name of the connection factory whose broker delivers the messages; without it, the"
              + " in-memory broker does.")
  private String connectionFactoryLookup;

  @ConfigProperty(
      description =
          "The topic: generic, qos/tenant/namespace/queue, for example q1/tg/flow/orders, or the"
              + " broker's own name. Required.")
  private String topic;

  @ConfigProperty(
      description =
          "The name under which the broker keeps the position; beans with the same name share the"
              + " messages. Required.")
  private String subscription;

  @ConfigProperty(
      description =
          "The class of the values, String or byte[]; without it, the type argument of the bean's"
              + " listener interface.")
  private String schema;

  @ConfigProperty(
      description = "How field names are written in JSON: IDENTITY, as in Java, or SNAKE_CASE.")
  private String fieldNaming = "IDENTITY";

  @ConfigProperty(
      description =
          "What a native topic promises: BEST_EFFORT, AT_LEAST_ONCE or EXACTLY_ONCE; a generic topic"
              + " says so itself.")
  private String quality;

  @ConfigProperty(description = "Where a new subscription starts: EARLIEST or LATEST.")
  private String initialPosition = "LATEST";

  @ConfigProperty(
      description = "How consumers share the subscription: SHARED, EXCLUSIVE or FAILOVER.")
  private String consumerType = "SHARED";

  @ConfigProperty(
      description =
          "How many messages, or batches, are processed at the same time; 1 or more. Order is kept"
              + " with 1 only.")
  private Integer concurrency = 1;

  @ConfigProperty(description = "The most messages that a batch listener gets at once; 1 or more.")
  private Integer batchSize = 100;

  @ConfigProperty(
      description = "How long a batch waits to become full, in milliseconds; 0 does not wait.")
  private Long batchTimeoutMillis = 50L;

  @ConfigProperty(
      description =
          "How often a message is delivered before it goes to the dead-letter topic; 0 is no limit.")
  private Integer maxDeliveries = 10;

  @ConfigProperty(
      description = "The delay before a message that failed is delivered again, in milliseconds.")
  private Long redeliveryDelayMillis = 1000L;

  @ConfigProperty(
      description = "What the delay is multiplied with after each further failure; 1 or more.")
  private Double redeliveryMultiplier = 2.0;

  @ConfigProperty(description = "The longest redelivery delay, in milliseconds.")
  private Long maxRedeliveryDelayMillis = 60_000L;

  @ConfigProperty(
      description =
          "Where messages go that cannot be processed; without it, the topic's name with the suffix"
              + " .dead-letter.")
  private String deadLetterTopic;

  @ConfigProperty(description = "Whether delivery starts with the application.")
  private Boolean autoStart = true;

  @ConfigProperty(
      description =
          "Properties of the broker's own consumer, name=value, separated by semicolons or line"
              + " ends.")
  private String options;

  private transient ResourceAdapter resourceAdapter;

  /** {@inheritDoc} Reports all faults together. */
  @Override
  public void validate() throws InvalidPropertyException {
    settings();
  }

  /**
   * Returns the properties, checked.
   *
   * @return what to subscribe to and how
   * @throws InvalidPropertyException that lists all faults
   */
  ActivationSettings settings() throws InvalidPropertyException {
    return new ActivationReader(this).read();
  }

  @Override
  public ResourceAdapter getResourceAdapter() {
    return resourceAdapter;
  }

  @Override
  public void setResourceAdapter(ResourceAdapter adapter) throws ResourceException {
    if (resourceAdapter != null && resourceAdapter != adapter) {
      // Connectors 2.1, section 5.3.3: the association must not change.
      throw new IllegalStateException("The resource adapter has been set before");
    }
    resourceAdapter = adapter;
  }

  public String getConnectionFactoryLookup() {
    return connectionFactoryLookup;
  }

  public void setConnectionFactoryLookup(String connectionFactoryLookup) {
    this.connectionFactoryLookup = connectionFactoryLookup;
  }

  public String getTopic() {
    return topic;
  }

  public void setTopic(String topic) {
    this.topic = topic;
  }

  public String getSubscription() {
    return subscription;
  }

  public void setSubscription(String subscription) {
    this.subscription = subscription;
  }

  public String getSchema() {
    return schema;
  }

  public void setSchema(String schema) {
    this.schema = schema;
  }

  public String getFieldNaming() {
    return fieldNaming;
  }

  public void setFieldNaming(String fieldNaming) {
    this.fieldNaming = fieldNaming;
  }

  public String getQuality() {
    return quality;
  }

  public void setQuality(String quality) {
    this.quality = quality;
  }

  public String getInitialPosition() {
    return initialPosition;
  }

  public void setInitialPosition(String initialPosition) {
    this.initialPosition = initialPosition;
  }

  public String getConsumerType() {
    return consumerType;
  }

  public void setConsumerType(String consumerType) {
    this.consumerType = consumerType;
  }

  public Integer getConcurrency() {
    return concurrency;
  }

  public void setConcurrency(Integer concurrency) {
    this.concurrency = concurrency;
  }

  public Integer getBatchSize() {
    return batchSize;
  }

  public void setBatchSize(Integer batchSize) {
    this.batchSize = batchSize;
  }

  public Long getBatchTimeoutMillis() {
    return batchTimeoutMillis;
  }

  public void setBatchTimeoutMillis(Long batchTimeoutMillis) {
    this.batchTimeoutMillis = batchTimeoutMillis;
  }

  public Integer getMaxDeliveries() {
    return maxDeliveries;
  }

  public void setMaxDeliveries(Integer maxDeliveries) {
    this.maxDeliveries = maxDeliveries;
  }

  public Long getRedeliveryDelayMillis() {
    return redeliveryDelayMillis;
  }

  public void setRedeliveryDelayMillis(Long redeliveryDelayMillis) {
    this.redeliveryDelayMillis = redeliveryDelayMillis;
  }

  public Double getRedeliveryMultiplier() {
    return redeliveryMultiplier;
  }

  public void setRedeliveryMultiplier(Double redeliveryMultiplier) {
    this.redeliveryMultiplier = redeliveryMultiplier;
  }

  public Long getMaxRedeliveryDelayMillis() {
    return maxRedeliveryDelayMillis;
  }

  public void setMaxRedeliveryDelayMillis(Long maxRedeliveryDelayMillis) {
    this.maxRedeliveryDelayMillis = maxRedeliveryDelayMillis;
  }

  public String getDeadLetterTopic() {
    return deadLetterTopic;
  }

  public void setDeadLetterTopic(String deadLetterTopic) {
    this.deadLetterTopic = deadLetterTopic;
  }

  public Boolean getAutoStart() {
    return autoStart;
  }

  public void setAutoStart(Boolean autoStart) {
    this.autoStart = autoStart;
  }

  public String getOptions() {
    return options;
  }

  public void setOptions(String options) {
    this.options = options;
  }
}
