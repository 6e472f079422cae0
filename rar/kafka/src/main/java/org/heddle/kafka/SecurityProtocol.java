package org.heddle.kafka;

/** How a client speaks to the brokers, by Kafka's own names. */
public enum SecurityProtocol {
  /** Neither encrypted nor authenticated. */
  PLAINTEXT(false, false),
  /** Encrypted, the client authenticated by its certificate if it has one. */
  SSL(true, false),
  /** Not encrypted, the client authenticated by SASL. */
  SASL_PLAINTEXT(false, true),
  /** Encrypted, the client authenticated by SASL. */
  SASL_SSL(true, true);

  private final boolean tls;
  private final boolean sasl;

  SecurityProtocol(boolean tls, boolean sasl) {
    this.tls = tls;
    this.sasl = sasl;
  }

  /**
   * Tells whether connections are encrypted.
   *
   * @return true with TLS
   */
  public boolean tls() {
    return tls;
  }

  /**
   * Tells whether the client logs in by SASL.
   *
   * @return true with SASL
   */
  public boolean sasl() {
    return sasl;
  }
}
