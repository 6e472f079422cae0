package org.heddle.api;

/**
 * What a topic promises about the delivery of its messages.
 *
 * <p>The protocol writes it as the first part of a generic topic: {@code q0}, {@code q1} or {@code
 * q2}.
 */
public enum QualityOfService {
  /**
   * Best effort ({@code q0}): a message may be lost. It counts as acknowledged as soon as it is
   * handed over, so an acknowledgement does nothing and a negative acknowledgement redelivers
   * nothing.
   */
  BEST_EFFORT("q0"),

  /**
   * At least once ({@code q1}): a message is redelivered until it is acknowledged, so a consumer
   * may see it twice after a failure.
   */
  AT_LEAST_ONCE("q1"),

  /**
   * Exactly once ({@code q2}): within a transaction, acknowledgements and sends take effect
   * together, once. Outside a transaction it behaves as {@link #AT_LEAST_ONCE}.
   */
  EXACTLY_ONCE("q2");

  private final String prefix;

  QualityOfService(String prefix) {
    this.prefix = prefix;
  }

  /**
   * Returns the first part of a generic topic of this quality.
   *
   * @return {@code q0}, {@code q1} or {@code q2}
   */
  public String prefix() {
    return prefix;
  }
}
