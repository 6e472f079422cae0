package org.heddle.spi.support;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Keeps secrets out of what a client library says. Immutable. */
public final class SecretFilter {

  private static final List<String> SECRET_ENDINGS =
      List.of(
          "password", "passphrase", "jaas.config", "secret", "key", "certificate.chain", "token");

  private final List<String> secrets;

  private SecretFilter(Collection<String> secrets) {
    this.secrets = secrets.stream().filter(value -> !value.isEmpty()).toList();
  }

  /**
   * Keeps out the values of those properties whose names are those of secrets.
   *
   * @param properties what a client is configured with
   * @return a filter
   */
  public static SecretFilter of(Map<String, ?> properties) {
    return new SecretFilter(
        properties.entrySet().stream()
            .filter(entry -> isSecret(entry.getKey()))
            .map(entry -> String.valueOf(entry.getValue()))
            .toList());
  }

  /**
   * Keeps out given values.
   *
   * @param secrets what must not be told
   * @return a filter
   */
  public static SecretFilter of(Collection<String> secrets) {
    return new SecretFilter(secrets);
  }

  private static boolean isSecret(String name) {
    return SECRET_ENDINGS.stream().anyMatch(name.toLowerCase(Locale.ROOT)::endsWith);
  }

  /**
   * Tells a failure's messages, from the outside to the inside, without the secrets.
   *
   * @param failure what the client library threw
   * @return the messages in a row
   */
  public String reasons(Throwable failure) {
    StringBuilder reasons = new StringBuilder();
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      reasons.append(reasons.isEmpty() ? "" : ": ").append(cause.getMessage());
    }
    String text = reasons.toString();
    for (String secret : secrets) {
      text = text.replace(secret, "***");
    }
    return text;
  }
}
