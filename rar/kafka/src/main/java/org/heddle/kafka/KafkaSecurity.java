package org.heddle.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How the clients encrypt and log in, the same for producers, consumers and administration. {@link
 * #toString()} hides every secret.
 *
 * @param protocol whether TLS and SASL are used
 * @param mechanism how the client logs in; present with SASL
 * @param jaasConfig the login, user and password included; present with SASL
 * @param trustStore whom to trust, instead of the authorities that the JVM trusts
 * @param trustedCertificates whom to trust, as PEM text, instead of a trust store
 * @param keyStore the client's own certificate and key
 * @param keyPassword what opens the key, where it differs from the key store's password
 * @param endpointIdentificationAlgorithm how the broker's name is compared with its certificate;
 *     empty text switches the comparison off, absence means the client's default, {@code https}
 */
public record KafkaSecurity(
    SecurityProtocol protocol,
    Optional<SaslMechanism> mechanism,
    Optional<String> jaasConfig,
    Optional<KeyStoreFile> trustStore,
    Optional<String> trustedCertificates,
    Optional<KeyStoreFile> keyStore,
    Optional<String> keyPassword,
    Optional<String> endpointIdentificationAlgorithm) {

  /** The client's own properties. */
  Map<String, String> clientProperties() {
    Map<String, String> client = new LinkedHashMap<>();
    client.put("security.protocol", protocol.name());
    mechanism.ifPresent(value -> client.put("sasl.mechanism", value.mechanismName()));
    jaasConfig.ifPresent(value -> client.put("sasl.jaas.config", value));
    trustStore.ifPresent(store -> put(client, "ssl.truststore", store));
    trustedCertificates.ifPresent(
        pem -> {
          client.put("ssl.truststore.type", "PEM");
          client.put("ssl.truststore.certificates", pem);
        });
    keyStore.ifPresent(store -> put(client, "ssl.keystore", store));
    keyPassword.ifPresent(value -> client.put("ssl.key.password", value));
    endpointIdentificationAlgorithm.ifPresent(
        value -> client.put("ssl.endpoint.identification.algorithm", value));
    return client;
  }

  private static void put(Map<String, String> client, String prefix, KeyStoreFile store) {
    client.put(prefix + ".location", store.location());
    store.password().ifPresent(value -> client.put(prefix + ".password", value));
    store.type().ifPresent(value -> client.put(prefix + ".type", value));
  }

  @Override
  public String toString() {
    return "KafkaSecurity[%s%s%s%s]"
        .formatted(
            protocol,
            mechanism.map(value -> ", " + value.mechanismName()).orElse(""),
            trustStore.map(value -> ", trust store " + value.location()).orElse(""),
            keyStore.map(value -> ", key store " + value.location()).orElse(""));
  }
}
