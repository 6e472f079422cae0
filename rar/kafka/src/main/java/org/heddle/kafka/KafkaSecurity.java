package org.heddle.kafka;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.heddle.spi.KeyStoreFile;
import org.heddle.spi.TlsSettings;

/**
 * How the clients encrypt and log in, the same for producers, consumers and administration. {@link
 * #toString()} hides every secret.
 *
 * @param protocol whether TLS and SASL are used
 * @param mechanism how the client logs in; present with SASL
 * @param jaasConfig the login, user and password included; present with SASL
 * @param tls whom it trusts and how it identifies itself, where the protocol encrypts
 */
public record KafkaSecurity(
    SecurityProtocol protocol,
    Optional<SaslMechanism> mechanism,
    Optional<String> jaasConfig,
    TlsSettings tls) {

  /** The client's own properties. */
  Map<String, String> clientProperties() {
    Map<String, String> client = new LinkedHashMap<>();
    client.put("security.protocol", protocol.name());
    mechanism.ifPresent(value -> client.put("sasl.mechanism", value.mechanismName()));
    jaasConfig.ifPresent(value -> client.put("sasl.jaas.config", value));
    tls.trustStore().ifPresent(store -> put(client, "ssl.truststore", store));
    tls.trustedCertificates()
        .ifPresent(
            pem -> {
              client.put("ssl.truststore.type", "PEM");
              client.put("ssl.truststore.certificates", pem);
            });
    tls.keyStore().ifPresent(store -> put(client, "ssl.keystore", store));
    tls.keyPassword().ifPresent(value -> client.put("ssl.key.password", value));
    if (!tls.hostNameVerified()) {
      client.put("ssl.endpoint.identification.algorithm", "");
    }
    return client;
  }

  private static void put(Map<String, String> client, String prefix, KeyStoreFile store) {
    client.put(prefix + ".location", store.location());
    store.password().ifPresent(value -> client.put(prefix + ".password", value));
    store.type().ifPresent(value -> client.put(prefix + ".type", value));
  }

  @Override
  public String toString() {
    return "KafkaSecurity[%s%s, %s]"
        .formatted(protocol, mechanism.map(value -> ", " + value.mechanismName()).orElse(""), tls);
  }
}
