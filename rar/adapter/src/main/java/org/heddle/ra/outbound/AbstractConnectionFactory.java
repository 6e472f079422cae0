package org.heddle.ra.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.SecurityException;
import java.util.Optional;
import javax.naming.NamingException;
import javax.naming.Reference;
import org.heddle.api.AccessDeniedException;
import org.heddle.api.MessagingException;
import org.heddle.api.PubSubConnection;
import org.heddle.api.PubSubConnectionFactory;
import org.heddle.spi.Credentials;

/**
 * The base of the factories that applications hold. Thread-safe. A broker's class adds nothing but
 * its marker interface.
 */
public abstract class AbstractConnectionFactory implements PubSubConnectionFactory {

  private static final long serialVersionUID = 1L;

  private final AbstractManagedConnectionFactory managedConnectionFactory;
  private final ConnectionManager connectionManager;
  private Reference reference;

  /**
   * Creates a factory.
   *
   * @param managedConnectionFactory what makes connections
   * @param connectionManager what pools them
   */
  protected AbstractConnectionFactory(
      AbstractManagedConnectionFactory managedConnectionFactory,
      ConnectionManager connectionManager) {
    this.managedConnectionFactory = managedConnectionFactory;
    this.connectionManager = connectionManager;
  }

  @Override
  public final PubSubConnection getConnection() {
    return allocate(ConnectionRequest.DEFAULT);
  }

  @Override
  public final PubSubConnection getConnection(String userName, String password) {
    return allocate(new ConnectionRequest(Optional.of(new Credentials(userName, password))));
  }

  private PubSubConnection allocate(ConnectionRequest request) {
    try {
      return (PubSubConnection)
          connectionManager.allocateConnection(managedConnectionFactory, request);
    } catch (ResourceException e) {
      throw asMessagingException(e);
    }
  }

  /** The container wraps what the adapter threw, each in its own way. */
  static MessagingException asMessagingException(ResourceException failure) {
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof MessagingException ours) {
        return ours;
      }
      if (cause instanceof SecurityException denied) {
        return new AccessDeniedException(denied.getMessage(), failure);
      }
      if (cause instanceof InvalidPropertyException wrong) {
        return new MessagingException("No connection: " + wrong.getMessage(), failure);
      }
    }
    return new MessagingException("No connection: " + failure.getMessage(), failure);
  }

  /**
   * Returns what makes the connections, and with it the broker's settings.
   *
   * @return the managed connection factory
   */
  public final AbstractManagedConnectionFactory managedConnectionFactory() {
    return managedConnectionFactory;
  }

  @Override
  public final void setReference(Reference reference) {
    this.reference = reference;
  }

  @Override
  public final Reference getReference() throws NamingException {
    if (reference == null) {
      throw new NamingException("The container has set no reference");
    }
    return reference;
  }
}
