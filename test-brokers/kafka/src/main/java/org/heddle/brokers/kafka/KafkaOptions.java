package org.heddle.brokers.kafka;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a {@link KafkaBroker} offers beyond a plain listener. Start from {@link #defaults()}.
 *
 * @param port port of the plain listener; 0 for a free one
 * @param sasl credentials of a SASL_PLAINTEXT listener with the PLAIN mechanism, if there is one
 * @param tls key store of a TLS listener, if there is one
 * @param settings properties of the broker that replace those chosen by {@link KafkaBroker}
 */
public record KafkaOptions(
    int port, Optional<Credentials> sasl, Optional<KeyStore> tls, Map<String, String> settings) {

  /** Copies the settings. */
  public KafkaOptions {
    settings = Map.copyOf(settings);
  }

  /** A plain listener on a free port. */
  public static KafkaOptions defaults() {
    return new KafkaOptions(0, Optional.empty(), Optional.empty(), Map.of());
  }

  /** Listens in plain on this port. */
  public KafkaOptions withPort(int port) {
    return new KafkaOptions(port, sasl, tls, settings);
  }

  /** Listens for this user with SASL_PLAINTEXT and PLAIN too. */
  public KafkaOptions withSaslPlain(String user, String password) {
    return new KafkaOptions(port, Optional.of(new Credentials(user, password)), tls, settings);
  }

  /** Listens with TLS too; the password opens the key store and its key. */
  public KafkaOptions withTls(Path keyStore, String password) {
    return new KafkaOptions(port, sasl, Optional.of(new KeyStore(keyStore, password)), settings);
  }

  /** Sets a property of the broker, by the name it has in {@code server.properties}. */
  public KafkaOptions with(String property, String value) {
    Map<String, String> more = new TreeMap<>(settings);
    more.put(property, value);
    return new KafkaOptions(port, sasl, tls, more);
  }

  /**
   * A user of the broker.
   *
   * @param user name
   * @param password left out of {@link #toString()}
   */
  public record Credentials(String user, String password) {
    @Override
    public String toString() {
      return "Credentials[user=" + user + "]";
    }
  }

  /**
   * A key store file, PKCS12 or JKS.
   *
   * @param file where it is
   * @param password left out of {@link #toString()}
   */
  public record KeyStore(Path file, String password) {
    @Override
    public String toString() {
      return "KeyStore[file=" + file + "]";
    }
  }
}
