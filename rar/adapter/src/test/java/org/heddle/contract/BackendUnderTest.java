package org.heddle.contract;

import org.heddle.ra.outbound.AbstractManagedConnectionFactory;

/** A backend, and a broker that answers it; started for all tests of a contract. */
public interface BackendUnderTest extends AutoCloseable {

  /** Makes a factory that is configured for the broker. */
  AbstractManagedConnectionFactory managedConnectionFactory();

  /** The size from which on messages are refused, roughly, in bytes; several MiB. */
  int maxMessageBytes();

  /** Stops what was started; nobody is connected any more. */
  @Override
  default void close() {}
}
