package org.heddle.kafka.client;

import java.util.List;
import java.util.Map;

/** Keeps secrets among a client's properties out of what the client says about them. */
final class SecretFilter {

  private static final List<String> SECRET_ENDINGS =
      List.of("password", "passphrase", "jaas.config", "secret", "key", "certificate.chain");

  private final List<String> secrets;

  private SecretFilter(List<String> secrets) {
    this.secrets = secrets;
  }

  /** Takes the values of those properties that hold secrets. */
  static SecretFilter of(Map<String, Object> properties) {
    return new SecretFilter(
        properties.entrySet().stream()
            .filter(entry -> SECRET_ENDINGS.stream().anyMatch(entry.getKey()::endsWith))
            .map(entry -> String.valueOf(entry.getValue()))
            .filter(value -> !value.isEmpty())
            .toList());
  }

  /** Tells a failure's messages, from the outside to the inside, without the secrets. */
  String reasons(Throwable failure) {
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
