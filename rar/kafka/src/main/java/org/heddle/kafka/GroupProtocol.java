package org.heddle.kafka;

/** How the members of a consumer group agree on who reads which partition. */
public enum GroupProtocol {
  /** The brokers assign (the default; needs brokers from 4.0 on). */
  CONSUMER,
  /** A member assigns; for older brokers. */
  CLASSIC
}
