package org.heddle.contract;

import org.heddle.ra.outbound.AbstractManagedConnectionFactory;

/** A backend, and a broker that answers it; started for all tests of a contract. */
public interface BackendUnderTest extends AutoCloseable {

  /** Makes a factory that is configured for the broker. */
  AbstractManagedConnectionFactory managedConnectionFactory();

  /** The size from which on messages are refused, roughly, in bytes; several MiB. */
  int maxMessageBytes();

  /**
   * Whether the broker itself keeps the order of messages that are sent without waiting for
   * answers; where it has a defect that no backend can mend, the tests of that order are skipped.
   */
  default boolean keepsOrder() {
    return true;
  }

  /** Stops what was started; nobody is connected any more. */
  @Override
  default void close() {}
}
