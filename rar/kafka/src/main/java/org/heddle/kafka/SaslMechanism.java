package org.heddle.kafka;

import java.util.Arrays;
import java.util.Optional;

/** How a client proves by SASL who it is. */
public enum SaslMechanism {
  /** User and password. */
  PLAIN("PLAIN", Optional.of("org.apache.kafka.common.security.plain.PlainLoginModule")),
  /** User and password, salted and hashed with SHA-256. */
  SCRAM_SHA_256("SCRAM-SHA-256", scram()),
  /** User and password, salted and hashed with SHA-512. */
  SCRAM_SHA_512("SCRAM-SHA-512", scram()),
  /** A token; how to get it says the JAAS configuration. */
  OAUTHBEARER("OAUTHBEARER", Optional.empty()),
  /** Kerberos; the principal and its key tab are in the JAAS configuration. */
  GSSAPI("GSSAPI", Optional.empty());

  private final String mechanismName;
  private final Optional<String> passwordModule;

  SaslMechanism(String mechanismName, Optional<String> passwordModule) {
    this.mechanismName = mechanismName;
    this.passwordModule = passwordModule;
  }

  /**
   * Returns the registered name.
   *
   * @return for example {@code SCRAM-SHA-256}
   */
  public String mechanismName() {
    return mechanismName;
  }

  /** The login module that takes user and password, if the mechanism has such. */
  Optional<String> passwordModule() {
    return passwordModule;
  }

  /** Finds a mechanism by its registered name. */
  static Optional<SaslMechanism> named(String name) {
    return Arrays.stream(values()).filter(m -> m.mechanismName.equals(name)).findFirst();
  }

  private static Optional<String> scram() {
    return Optional.of("org.apache.kafka.common.security.scram.ScramLoginModule");
  }
}
