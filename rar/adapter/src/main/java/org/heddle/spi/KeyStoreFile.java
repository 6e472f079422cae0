package org.heddle.spi;

import java.util.Optional;

/**
 * A file with keys or certificates. {@link #toString()} hides the password.
 *
 * @param location the path of the file
 * @param password what opens it, if anything
 * @param type {@code JKS}, {@code PKCS12} or {@code PEM}; empty for the client's default
 */
public record KeyStoreFile(String location, Optional<String> password, Optional<String> type) {

  @Override
  public String toString() {
    return "KeyStoreFile[" + location + "]";
  }
}
