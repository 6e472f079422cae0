package org.heddle.pulsar;

import jakarta.resource.spi.ConnectionManager;
import org.heddle.api.PulsarConnectionFactory;
import org.heddle.ra.outbound.AbstractConnectionFactory;

/** The factory of Pulsar connections that applications hold. Safe for several threads. */
public final class PulsarConnectionFactoryHandle extends AbstractConnectionFactory
    implements PulsarConnectionFactory {

  private static final long serialVersionUID = 1L;

  PulsarConnectionFactoryHandle(
      PulsarManagedConnectionFactory managedConnectionFactory,
      ConnectionManager connectionManager) {
    super(managedConnectionFactory, connectionManager);
  }
}
