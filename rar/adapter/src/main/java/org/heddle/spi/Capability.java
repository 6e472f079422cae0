package org.heddle.spi;

/**
 * What not every broker can do. A broker is taken to have all of them, unless its settings declare
 * one {@linkplain BackendSettings#missing() missing}.
 */
public enum Capability {
  /** Consumers of type EXCLUSIVE. Refused by the adapter where missing. */
  EXCLUSIVE("exclusive consumers"),

  /** Consumers of type FAILOVER. Refused by the adapter where missing. */
  FAILOVER("failover consumers"),

  /** New subscriptions at the position EARLIEST. Refused by the adapter where missing. */
  EARLIEST("subscriptions from the earliest message"),

  /**
   * Sends and acknowledgements of a transaction that take effect together, once. Where missing,
   * {@code q2} promises no more than {@code q1} does.
   */
  EXACTLY_ONCE("exactly once in a transaction"),

  /** Messages sent as best effort are gone when nobody listens, whoever subscribes later. */
  DROPS_BEST_EFFORT("best effort that is dropped when nobody listens"),

  /** A message's count of deliveries survives the consumer. */
  COUNTS_ACROSS_CONSUMERS("counts of deliveries that survive the consumer"),

  /** Topics that are created, found and deleted. Refused by the adapter where missing. */
  TOPIC_ADMINISTRATION("administration of topics"),

  /** Several partitions for one topic. Refused by the adapter where missing. */
  PARTITIONS("topics of several partitions");

  private final String words;

  Capability(String words) {
    this.words = words;
  }

  /**
   * Says what it is, to follow "has" or "has no".
   *
   * @return a few words
   */
  public String words() {
    return words;
  }
}
