package org.heddle.contract;

/** What not every broker can do. What a broker cannot, it has to refuse. */
public enum Capability {
  /** Consumers of type EXCLUSIVE. */
  EXCLUSIVE,

  /** Consumers of type FAILOVER. */
  FAILOVER,

  /** New subscriptions at the position EARLIEST. */
  EARLIEST,

  /** Sends and acknowledgements of a transaction that take effect together, once. */
  EXACTLY_ONCE,

  /** Messages sent as best effort are gone when nobody listens, whoever subscribes later. */
  DROPS_BEST_EFFORT,

  /** A message's count of deliveries survives the consumer. */
  COUNTS_ACROSS_CONSUMERS,

  /** Several partitions for one topic. */
  PARTITIONS
}
