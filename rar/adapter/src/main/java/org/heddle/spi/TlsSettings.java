package org.heddle.spi;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Whom a client trusts and how it identifies itself when it encrypts, the same for every broker.
 * {@link #toString()} hides every secret.
 *
 * @param trustStore whom to trust, instead of the authorities that the JVM trusts
 * @param trustedCertificates whom to trust, as PEM text, instead of a trust store
 * @param keyStore the client's own certificate and key, where the broker asks for one
 * @param keyPassword what opens the key, where it differs from the key store's password
 * @param hostNameVerified whether the broker's certificate must name the host that was connected to
 */
public record TlsSettings(
    Optional<KeyStoreFile> trustStore,
    Optional<String> trustedCertificates,
    Optional<KeyStoreFile> keyStore,
    Optional<String> keyPassword,
    boolean hostNameVerified) {

  private static final Pattern BOUNDARY =
      Pattern.compile("\\s*(-----(?:BEGIN|END) [A-Z0-9 ]+-----)\\s*");

  /**
   * Gives the certificates the lines without which nobody reads PEM: consoles have one line for
   * text, and a {@code domain.xml} keeps none.
   */
  public TlsSettings {
    trustedCertificates =
        trustedCertificates.map(text -> BOUNDARY.matcher(text).replaceAll("\n$1\n").stripLeading());
  }

  @Override
  public String toString() {
    return "TlsSettings[%s%s%s]"
        .formatted(
            hostNameVerified ? "host name verified" : "host name not verified",
            trustStore.map(store -> ", trust store " + store.location()).orElse(""),
            keyStore.map(store -> ", key store " + store.location()).orElse(""));
  }
}
