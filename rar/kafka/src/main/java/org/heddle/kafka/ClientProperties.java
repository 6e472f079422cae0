package org.heddle.kafka;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The rules for properties of the Kafka client that have no typed property of their own. A name
 * reaches every client that knows it, or one kind of client when it starts with {@code producer.},
 * {@code consumer.} or {@code admin.}.
 */
public final class ClientProperties {

  /** The kinds of client that a property can be meant for. */
  public enum Client {
    /** Sends records. */
    PRODUCER("producer."),
    /** Receives records. */
    CONSUMER("consumer."),
    /** Creates topics, asks for groups and offsets. */
    ADMIN("admin.");

    private final String prefix;

    Client(String prefix) {
      this.prefix = prefix;
    }
  }

  private static final Map<String, String> REFUSED = refused();

  private ClientProperties() {}

  /**
   * Says why a property must not be set freely.
   *
   * @param name the property, with or without the kind of client before it
   * @param value its value
   * @return the reason, or empty if the property is fine
   */
  public static Optional<String> refusal(String name, String value) {
    String plain = withoutPrefix(name);
    if (plain.equals("enable.idempotence") && !Boolean.parseBoolean(value)) {
      return Optional.of("must stay true, or messages are doubled when the client retries");
    }
    return Optional.ofNullable(REFUSED.get(plain));
  }

  /**
   * Chooses what is meant for one kind of client; what names it wins over what is meant for all.
   *
   * @param properties free properties
   * @param client the kind of client
   * @return the client's own names and the values
   */
  public static Map<String, String> of(Map<String, String> properties, Client client) {
    Map<String, String> chosen = new TreeMap<>();
    properties.forEach(
        (name, value) -> {
          if (withoutPrefix(name).equals(name)) {
            chosen.put(name, value);
          }
        });
    properties.forEach(
        (name, value) -> {
          if (name.startsWith(client.prefix)) {
            chosen.put(withoutPrefix(name), value);
          }
        });
    return chosen;
  }

  /**
   * Takes the kind of client off a property's name.
   *
   * @param name the property as it was configured
   * @return the client's own name
   */
  public static String withoutPrefix(String name) {
    for (Client client : Client.values()) {
      if (name.startsWith(client.prefix)) {
        return name.substring(client.prefix.length());
      }
    }
    return name;
  }

  private static Map<String, String> refused() {
    Map<String, String> reasons = new TreeMap<>();
    typed(reasons, "bootstrap.servers", "bootstrapServers");
    typed(reasons, "client.id", "clientId");
    typed(reasons, "security.protocol", "securityProtocol");
    typed(reasons, "sasl.mechanism", "saslMechanism");
    typed(reasons, "sasl.jaas.config", "saslJaasConfig");
    typed(reasons, "ssl.truststore.location", "trustStoreLocation");
    typed(reasons, "ssl.truststore.password", "trustStorePassword");
    typed(reasons, "ssl.truststore.type", "trustStoreType");
    typed(reasons, "ssl.truststore.certificates", "trustedCertificates");
    typed(reasons, "ssl.keystore.location", "keyStoreLocation");
    typed(reasons, "ssl.keystore.password", "keyStorePassword");
    typed(reasons, "ssl.keystore.type", "keyStoreType");
    typed(reasons, "ssl.keystore.key", "keyStoreLocation");
    typed(reasons, "ssl.keystore.certificate.chain", "keyStoreLocation");
    typed(reasons, "ssl.key.password", "keyPassword");
    typed(reasons, "ssl.endpoint.identification.algorithm", "hostNameVerified");
    typed(reasons, "transaction.timeout.ms", "transactionTimeoutMillis");
    typed(reasons, "group.protocol", "groupProtocol");
    typed(reasons, "allow.auto.create.topics", "autoCreateTopics");
    reasons.put("enable.auto.commit", "acknowledgements decide what is committed");
    reasons.put("auto.commit.interval.ms", "acknowledgements decide what is committed");
    reasons.put("auto.offset.reset", "initialPosition decides where a subscription starts");
    reasons.put("group.id", "the subscription is the group");
    reasons.put("group.instance.id", "consumers of one subscription must not share an identity");
    reasons.put("isolation.level", "messages of transactions that roll back must stay unseen");
    reasons.put("acks", "the quality of service decides it");
    reasons.put(
        "transactional.id", "the adapter names its transactions; see transactionalIdPrefix");
    reasons.put("transaction.two.phase.commit.enable", "the adapter prepares transactions itself");
    for (String side : new String[] {"key", "value"}) {
      reasons.put(side + ".serializer", "the adapter sends bytes");
      reasons.put(side + ".deserializer", "the adapter receives bytes");
    }
    return reasons;
  }

  private static void typed(Map<String, String> reasons, String client, String property) {
    reasons.put(client, "has a property of its own, " + property);
  }
}
