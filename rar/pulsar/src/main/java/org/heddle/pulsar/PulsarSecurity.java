package org.heddle.pulsar;

import java.util.Optional;
import org.heddle.spi.TlsSettings;

/**
 * How the clients encrypt and log in, the same for the binary protocol and the REST interface.
 * {@link #toString()} hides every secret.
 *
 * @param login how the client proves who it is, if it does
 * @param tls whom it trusts and how it identifies itself, where the URLs ask for encryption
 */
public record PulsarSecurity(Optional<PulsarLogin> login, TlsSettings tls) {

  @Override
  public String toString() {
    return "PulsarSecurity[%s%s]".formatted(login.map(value -> value + ", ").orElse(""), tls);
  }
}
