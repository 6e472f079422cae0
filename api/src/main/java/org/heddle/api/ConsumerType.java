package org.heddle.api;

/** How the consumers of one subscription share its messages. */
public enum ConsumerType {
  /**
   * Every consumer receives a part of the messages (the default). A message that is redelivered
   * does not hold up the others, so order is not promised.
   */
  SHARED,

  /**
   * One consumer receives everything, in order; a second one is refused with {@link
   * SubscriptionInUseException}.
   */
  EXCLUSIVE,

  /**
   * One consumer at a time receives the messages of a topic (or of a partition, where the broker
   * divides topics), in order; when it goes, a waiting one takes over.
   */
  FAILOVER
}
