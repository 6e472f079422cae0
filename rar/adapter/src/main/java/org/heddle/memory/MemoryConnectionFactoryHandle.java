package org.heddle.memory;

import jakarta.resource.spi.ConnectionManager;
import org.heddle.api.MemoryConnectionFactory;
import org.heddle.ra.outbound.AbstractConnectionFactory;

/** The factory of connections to the broker in memory, as applications hold it. */
public final class MemoryConnectionFactoryHandle extends AbstractConnectionFactory
    implements MemoryConnectionFactory {

  private static final long serialVersionUID = 1L;

  MemoryConnectionFactoryHandle(
      MemoryManagedConnectionFactory factory, ConnectionManager connectionManager) {
    super(factory, connectionManager);
  }
}
