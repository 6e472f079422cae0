package org.heddle.kafka;

import org.heddle.spi.Credentials;

/** Writes the client's login configuration. */
final class JaasConfig {

  private JaasConfig() {}

  /**
   * Returns the entry that logs in with user and password.
   *
   * @param module the class name of the login module
   * @param credentials who logs in
   * @return the text of {@code sasl.jaas.config}
   */
  static String of(String module, Credentials credentials) {
    return module
        + " required username="
        + quoted(credentials.userName())
        + " password="
        + quoted(credentials.password())
        + ";";
  }

  /** As java.io.StreamTokenizer reads it, which the client parses with. */
  private static String quoted(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char c : text.toCharArray()) {
      switch (c) {
        case '"', '\\' -> quoted.append('\\').append(c);
        case '\n' -> quoted.append("\\n");
        case '\r' -> quoted.append("\\r");
        default -> quoted.append(c);
      }
    }
    return quoted.append('"').toString();
  }
}
