package org.heddle.pulsar;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rules for properties of the Pulsar client that have no typed property of their own, by the
 * names that the client's {@code loadConf} reads. A name is the client's, or a producer's or
 * consumer's when it starts with {@code producer.} or {@code consumer.}.
 */
public final class ClientProperties {

  /** Whose property it is. */
  public enum Owner {
    /** The client, with its connections. */
    CLIENT(""),
    /** Sends messages. */
    PRODUCER("producer."),
    /** Receives messages. */
    CONSUMER("consumer.");

    private final String prefix;

    Owner(String prefix) {
      this.prefix = prefix;
    }
  }

  private static final Map<String, String> REFUSED = refused();

  private ClientProperties() {}

  /**
   * Says why a property must not be set freely.
   *
   * @param name the property, with or without its owner before it
   * @return the reason, or empty if the property is fine
   */
  public static Optional<String> refusal(String name) {
    return Optional.ofNullable(REFUSED.get(withoutPrefix(name)));
  }

  /**
   * Chooses what is meant for one owner.
   *
   * @param properties free properties of the connection factory
   * @param owner whose properties to choose
   * @return the client's own names and the values
   */
  public static Map<String, String> of(Map<String, String> properties, Owner owner) {
    Map<String, String> chosen = new TreeMap<>();
    properties.forEach(
        (name, value) -> {
          if (owner(name) == owner) {
            chosen.put(withoutPrefix(name), value);
          }
        });
    return chosen;
  }

  /**
   * Takes the owner off a property's name.
   *
   * @param name the property as it was configured
   * @return the client's own name
   */
  public static String withoutPrefix(String name) {
    return name.substring(owner(name).prefix.length());
  }

  private static Owner owner(String name) {
    for (Owner owner : new Owner[] {Owner.PRODUCER, Owner.CONSUMER}) {
      if (name.startsWith(owner.prefix)) {
        return owner;
      }
    }
    return Owner.CLIENT;
  }

  private static Map<String, String> refused() {
    Map<String, String> reasons = new TreeMap<>();
    typed(reasons, "serviceUrl", "serviceUrl");
    typed(reasons, "authPluginClassName", "authPlugin");
    typed(reasons, "authParams", "authParams");
    typed(reasons, "authParamMap", "authParams");
    typed(reasons, "authentication", "authPlugin");
    typed(reasons, "operationTimeoutMs", "operationTimeoutMillis");
    typed(reasons, "memoryLimitBytes", "memoryLimitBytes");
    for (String tls :
        new String[] {
          "useTls",
          "useKeyStoreTls",
          "sslFactoryPlugin",
          "sslFactoryPluginParams",
          "tlsAllowInsecureConnection"
        }) {
      reasons.put(tls, "is decided by serviceUrl and the properties of the trust store");
    }
    typed(reasons, "tlsKeyFilePath", "keyStoreLocation");
    typed(reasons, "tlsCertificateFilePath", "keyStoreLocation");
    typed(reasons, "tlsKeyStorePath", "keyStoreLocation");
    typed(reasons, "tlsKeyStorePassword", "keyStorePassword");
    typed(reasons, "tlsKeyStoreType", "keyStoreType");
    typed(reasons, "tlsTrustCertsFilePath", "trustStoreLocation");
    typed(reasons, "tlsTrustStorePath", "trustStoreLocation");
    typed(reasons, "tlsTrustStorePassword", "trustStorePassword");
    typed(reasons, "tlsTrustStoreType", "trustStoreType");
    typed(reasons, "tlsHostnameVerificationEnable", "hostNameVerified");
    reasons.put("enableTransaction", "the adapter decides what needs a transaction");
    typed(reasons, "chunkingEnabled", "chunking");
    typed(reasons, "sendTimeoutMs", "operationTimeoutMillis");
    reasons.put("topicName", "the topic is named where the producer is opened");
    reasons.put("producerName", "producers of several servers must not share a name");
    reasons.put("blockIfQueueFull", "senders wait when memoryLimitBytes are used");
    reasons.put("initialSubscriptionName", "consumers make subscriptions");
    reasons.put("initialSequenceId", "the client counts by itself");
    reasons.put("accessMode", "producers are shared by all senders of a server");
    reasons.put("multiSchema", "the adapter sends bytes");
    reasons.put("topicNames", "the topic is named where the consumer is opened");
    reasons.put("topicsPattern", "the topic is named where the consumer is opened");
    reasons.put("topicConfigurations", "the topic is named where the consumer is opened");
    reasons.put("subscriptionName", "the subscription is named where the consumer is opened");
    reasons.put("subscriptionType", "the consumer type decides it; see keyShared");
    reasons.put("keySharedPolicy", "the consumer type decides it; see keyShared");
    reasons.put("subscriptionMode", "subscriptions are durable");
    reasons.put("subscriptionInitialPosition", "initialPosition decides where it starts");
    reasons.put("resetIncludeHead", "initialPosition decides where it starts");
    typed(reasons, "receiverQueueSize", "prefetch");
    typed(reasons, "maxTotalReceiverQueueSizeAcrossPartitions", "prefetch");
    reasons.put("autoScaledReceiverQueueSizeEnabled", "prefetch decides what a consumer holds");
    typed(reasons, "acknowledgementsGroupTimeMicros", "acknowledgeIntervalMillis");
    reasons.put("batchIndexAckEnabled", "messages of a batch are acknowledged one by one");
    reasons.put("ackReceiptEnabled", "closing would lose acknowledgements without receipts");
    for (String giveBack :
        new String[] {
          "ackTimeoutMillis",
          "ackTimeoutRedeliveryBackoff",
          "tickDurationMillis",
          "negativeAckRedeliveryDelayMicros",
          "negativeAckRedeliveryBackoff",
          "negativeAckPrecisionBitCnt",
          "deadLetterPolicy",
          "retryEnable"
        }) {
      reasons.put(giveBack, "the adapter delivers again, and knows when it is too often");
    }
    reasons.put("priorityLevel", "the consumer that came first is the active one");
    reasons.put("consumerName", "consumers of several servers must not share a name");
    reasons.put("startPaused", "the adapter decides when a consumer receives");
    reasons.put("autoAckOldestChunkedMessageOnQueueFull", "it would lose messages");
    reasons.put("poolMessages", "the adapter keeps messages");
    return reasons;
  }

  private static void typed(Map<String, String> reasons, String client, String property) {
    reasons.put(client, "has a property of its own, " + property);
  }
}
