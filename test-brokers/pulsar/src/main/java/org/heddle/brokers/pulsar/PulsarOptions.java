package org.heddle.brokers.pulsar;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What a {@link PulsarBroker} offers beyond plain ports for everybody. Start from {@link
 * #defaults()}.
 *
 * @param port port of the binary protocol; 0 for a free one
 * @param adminPort port of the REST interface; 0 for a free one
 * @param maxMessageBytes size of the largest message that the broker takes
 * @param tokenKey secret key of the tokens that clients must show, if they must
 * @param tls certificate of the TLS listeners, if there are any
 * @param settings properties of the broker that replace those chosen by {@link PulsarBroker}
 */
public record PulsarOptions(
    int port,
    int adminPort,
    int maxMessageBytes,
    Optional<TokenKey> tokenKey,
    Optional<Certificate> tls,
    Map<String, String> settings) {

  /** Pulsar's own. */
  private static final int MAX_MESSAGE_BYTES = 5 * 1024 * 1024;

  /** Copies the settings. */
  public PulsarOptions {
    settings = Map.copyOf(settings);
  }

  /** Plain listeners on free ports, for everybody. */
  public static PulsarOptions defaults() {
    return new PulsarOptions(0, 0, MAX_MESSAGE_BYTES, Optional.empty(), Optional.empty(), Map.of());
  }

  /** Listens in plain on these ports. */
  public PulsarOptions withPorts(int port, int adminPort) {
    return new PulsarOptions(port, adminPort, maxMessageBytes, tokenKey, tls, settings);
  }

  /** Takes messages up to this size. */
  public PulsarOptions withMaxMessageBytes(int maxMessageBytes) {
    return new PulsarOptions(port, adminPort, maxMessageBytes, tokenKey, tls, settings);
  }

  /**
   * Lets in who shows a token that is signed with the key by HMAC-SHA256, and nobody else; {@link
   * PulsarBroker#token} makes such tokens.
   *
   * @param key 32 bytes or more
   */
  public PulsarOptions withTokenKey(byte[] key) {
    return new PulsarOptions(
        port, adminPort, maxMessageBytes, Optional.of(new TokenKey(key)), tls, settings);
  }

  /** Listens with TLS too. */
  public PulsarOptions withTls(Certificate certificate) {
    return new PulsarOptions(
        port, adminPort, maxMessageBytes, tokenKey, Optional.of(certificate), settings);
  }

  /** Sets a property of the broker, by the name it has in {@code standalone.conf}. */
  public PulsarOptions with(String property, String value) {
    Map<String, String> more = new TreeMap<>(settings);
    more.put(property, value);
    return new PulsarOptions(port, adminPort, maxMessageBytes, tokenKey, tls, more);
  }

  /** The secret that signs tokens; left out of {@link #toString()}. */
  static final class TokenKey {
    private final byte[] bytes;

    TokenKey(byte[] bytes) {
      this.bytes = bytes.clone();
    }

    byte[] bytes() {
      return bytes.clone();
    }

    @Override
    public String toString() {
      return "TokenKey[]";
    }
  }

  /**
   * Files of a listener with TLS, PEM.
   *
   * @param certificates the broker's certificate, then those that signed it
   * @param key its private key, PKCS 8
   * @param clients certificates of who signs those of the clients, which then must have one; or
   *     empty
   */
  public record Certificate(Path certificates, Path key, Optional<Path> clients) {}
}
