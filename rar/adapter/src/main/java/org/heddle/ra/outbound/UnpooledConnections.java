package org.heddle.ra.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;

/** Stands in for a container's pool (Connectors 2.1, section 6.9): one physical connection each. */
final class UnpooledConnections implements ConnectionManager {

  private static final long serialVersionUID = 1L;

  @Override
  public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo request)
      throws ResourceException {
    ManagedConnection connection = factory.createManagedConnection(null, request);
    connection.addConnectionEventListener(new Destroyer(connection));
    return connection.getConnection(null, request);
  }

  private record Destroyer(ManagedConnection connection) implements ConnectionEventListener {

    @Override
    public void connectionClosed(ConnectionEvent event) {
      try {
        connection.destroy();
      } catch (ResourceException e) {
        throw new IllegalStateException("A connection cannot be destroyed", e);
      }
    }

    /** The application still holds the handle, and will close it. */
    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {}

    @Override
    public void localTransactionStarted(ConnectionEvent event) {}

    @Override
    public void localTransactionCommitted(ConnectionEvent event) {}

    @Override
    public void localTransactionRolledback(ConnectionEvent event) {}
  }
}
