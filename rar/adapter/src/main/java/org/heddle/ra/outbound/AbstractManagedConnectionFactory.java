package org.heddle.ra.outbound;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.InvalidPropertyException;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.ResourceAdapter;
import jakarta.resource.spi.ResourceAdapterAssociation;
import jakarta.resource.spi.ValidatingManagedConnectionFactory;
import jakarta.resource.spi.security.PasswordCredential;
import java.io.PrintWriter;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import javax.security.auth.Subject;
import org.heddle.api.AlreadyClosedException;
import org.heddle.ra.config.ConfigProperties;
import org.heddle.ra.runtime.AdapterRuntime;
import org.heddle.ra.runtime.BackendLease;
import org.heddle.spi.BackendSettings;
import org.heddle.spi.Credentials;

/**
 * The base of all managed connection factories (Connectors 2.1, section 6.5.3).
 *
 * <p>A broker's class has the typed properties, each a field with {@link
 * jakarta.resource.spi.ConfigProperty}, a boxed type, its default as initial value, a getter and a
 * setter, and implements two methods:
 *
 * <pre>{@code
 * public class ExampleManagedConnectionFactory extends AbstractManagedConnectionFactory {
 *
 *   @ConfigProperty(description = "Host and port of the broker.")
 *   private String serverAddress = "localhost:1234";
 *
 *   @Override
 *   public BackendSettings settings(Optional<Credentials> credentials)
 *       throws InvalidPropertyException {
 *     ConfigurationFaults faults = new ConfigurationFaults(getClass());
 *     // ... read every property, note every fault
 *     faults.throwIfAny();
 *     return new ExampleSettings(serverAddress, credentials);
 *   }
 *
 *   @Override
 *   protected AbstractConnectionFactory connectionFactory(ConnectionManager connectionManager) {
 *     return new ExampleConnectionFactoryHandle(this, connectionManager);
 *   }
 * }
 * }</pre>
 *
 * <p>Set up by one thread, then safe for several. Two factories are equal if they are of one class
 * and have equal properties.
 */
public abstract class AbstractManagedConnectionFactory
    implements ManagedConnectionFactory,
        ResourceAdapterAssociation,
        ValidatingManagedConnectionFactory {

  private static final long serialVersionUID = 1L;

  private transient ResourceAdapter resourceAdapter;
  private transient PrintWriter logWriter;

  /** Creates a factory with the defaults. */
  protected AbstractManagedConnectionFactory() {}

  /**
   * Makes settings of the properties; called seldom, so it may be slow. Must not touch the client
   * library.
   *
   * @param credentials those of the application or the container, which replace the factory's own;
   *     or empty
   * @return the settings
   * @throws InvalidPropertyException that lists all faults
   * @throws org.heddle.api.UnsupportedByBrokerException if credentials are given and the security
   *     that is configured has no user and password
   */
  public abstract BackendSettings settings(Optional<Credentials> credentials)
      throws InvalidPropertyException;

  /**
   * Makes the factory that applications get: a class that extends {@link AbstractConnectionFactory}
   * and implements the broker's marker interface. Called often by some servers, so it must be
   * cheap.
   *
   * @param connectionManager the container's pool
   * @return a new factory
   */
  protected abstract AbstractConnectionFactory connectionFactory(
      ConnectionManager connectionManager);

  @Override
  public final Object createConnectionFactory(ConnectionManager connectionManager) {
    try {
      runtime().recoveryOffers().offer(connectionManager);
    } catch (ResourceException notStarted) {
      // WildFly's order, and WildFly recovers its pools by itself.
    }
    return connectionFactory(connectionManager);
  }

  /** Without a container's pool: every connection is a physical one and ends when it is closed. */
  @Override
  public final Object createConnectionFactory() {
    return connectionFactory(new UnpooledConnections());
  }

  @Override
  public final ManagedConnection createManagedConnection(
      Subject subject, ConnectionRequestInfo request) throws ResourceException {
    PhysicalConnection connection =
        new PhysicalConnection(this, credentials(subject, request), request != null);
    // Neither an application nor recovery, which comes as somebody: the container itself, which
    // tests its pool or fills it. WildFly's test does nothing else with a new connection. TomEE's
    // recovery comes as nobody, too; it tries again until the broker answers.
    if (subject == null && request == null) {
      connection.verify();
    }
    return connection;
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"}) // The container's interface is older than generics.
  public final ManagedConnection matchManagedConnections(
      Set candidates, Subject subject, ConnectionRequestInfo request) throws ResourceException {
    Optional<Credentials> credentials = credentials(subject, request);
    for (Object candidate : (Set<Object>) candidates) {
      if (candidate instanceof PhysicalConnection connection
          && connection.matches(this, credentials)) {
        return connection;
      }
    }
    return null;
  }

  @Override
  @SuppressWarnings({"rawtypes", "unchecked"}) // The container's interface is older than generics.
  public final Set<Object> getInvalidConnections(Set candidates) {
    Set<Object> invalid = new HashSet<>();
    for (Object candidate : (Set<Object>) candidates) {
      if (candidate instanceof PhysicalConnection connection && !connection.isValid()) {
        invalid.add(connection);
      }
    }
    return invalid;
  }

  /**
   * Opens the backend of this factory or shares the open one.
   *
   * @param credentials those of the application or the container, or empty
   * @return a share, to be closed by the caller
   * @throws ResourceException if a property is wrong or the adapter is not started
   */
  public final BackendLease lease(Optional<Credentials> credentials) throws ResourceException {
    return runtime().lease(settings(credentials));
  }

  /**
   * Returns what the adapter shares among its connections.
   *
   * @return the runtime of the adapter
   * @throws ResourceException if the adapter is not started or not one of ours
   */
  final AdapterRuntime runtime() throws ResourceException {
    if (resourceAdapter instanceof AdapterRuntime.Owner owner) {
      try {
        return owner.runtime();
      } catch (AlreadyClosedException e) {
        throw new IllegalStateException("The resource adapter is not started", e);
      }
    }
    throw new IllegalStateException(
        "The connection factory is not associated with the Heddle resource adapter");
  }

  @Override
  public final ResourceAdapter getResourceAdapter() {
    return resourceAdapter;
  }

  @Override
  public final void setResourceAdapter(ResourceAdapter adapter) throws ResourceException {
    if (resourceAdapter != null && resourceAdapter != adapter) {
      // Connectors 2.1, section 5.3.3: the association must not change.
      throw new IllegalStateException("The resource adapter has been set before");
    }
    resourceAdapter = adapter;
  }

  @Override
  public final PrintWriter getLogWriter() {
    return logWriter;
  }

  /** Kept for the container; the adapter logs through {@link System.Logger}. */
  @Override
  public final void setLogWriter(PrintWriter writer) {
    logWriter = writer;
  }

  @Override
  public final boolean equals(Object other) {
    return this == other
        || other != null
            && getClass() == other.getClass()
            && ConfigProperties.values(this).equals(ConfigProperties.values(other));
  }

  @Override
  public final int hashCode() {
    return ConfigProperties.values(this).hashCode();
  }

  /** Without values: free properties of a client may hold secrets too. */
  @Override
  public final String toString() {
    return getClass().getSimpleName();
  }

  private Optional<Credentials> credentials(Subject subject, ConnectionRequestInfo request) {
    if (request instanceof ConnectionRequest ours && ours.credentials().isPresent()) {
      return ours.credentials();
    }
    if (subject == null) {
      return Optional.empty();
    }
    return subject.getPrivateCredentials(PasswordCredential.class).stream()
        .filter(credential -> equals(credential.getManagedConnectionFactory()))
        .filter(AbstractManagedConnectionFactory::namesSomebody)
        .findFirst()
        .map(
            credential ->
                new Credentials(
                    credential.getUserName(), String.valueOf(credential.getPassword())));
  }

  /**
   * Payara and GlassFish sign on with an empty user name where the pool has none. WildFly recovers
   * only by a pool that has a user and a password to recover with, and takes no empty ones: there a
   * dash is nobody.
   */
  private static boolean namesSomebody(PasswordCredential credential) {
    String user = credential.getUserName();
    return user != null && !user.isEmpty() && !user.equals("-");
  }
}
