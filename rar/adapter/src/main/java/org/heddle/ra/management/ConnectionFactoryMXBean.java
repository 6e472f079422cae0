package org.heddle.ra.management;

/**
 * Shows the open client of a broker. Connection factories with equal properties share one, and so
 * do the endpoints that name them. It is shown from its first use until the last share is given
 * back, and counts from then on.
 */
public interface ConnectionFactoryMXBean {

  /**
   * Returns the kind of broker.
   *
   * @return for example {@code kafka}
   */
  String getBroker();

  /**
   * Returns the broker that it is connected to.
   *
   * @return the kind and the address, without secrets
   */
  String getResource();

  /**
   * Returns how it is connected.
   *
   * @return what matters of the properties, secrets redacted
   */
  String getSettings();

  /**
   * Returns how many messages were handed to the broker's client, those that failed included: sent
   * by applications, with or without a transaction, or moved to a dead-letter topic. What a
   * transaction rolls back is not handed over.
   *
   * @return never less
   */
  long getSends();

  /**
   * Returns how many of them failed, or are in a transaction of which nobody knows whether it took
   * effect.
   *
   * @return never less
   */
  long getFailedSends();

  /**
   * Returns how many physical connections of the server's pools are open on it. One that has never
   * been used does not count.
   *
   * @return zero while only endpoints use it
   */
  long getOpenConnections();
}
