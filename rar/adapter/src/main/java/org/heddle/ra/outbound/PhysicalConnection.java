package org.heddle.ra.outbound;

import jakarta.resource.NotSupportedException;
import jakarta.resource.ResourceException;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionMetaData;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.MessagingException;
import org.heddle.ra.runtime.AdapterRuntime;
import org.heddle.ra.runtime.BackendLease;
import org.heddle.ra.runtime.BackendUsage;
import org.heddle.ra.transaction.Enlistment;
import org.heddle.ra.transaction.UnitRegistry;
import org.heddle.spi.Backend;
import org.heddle.spi.Credentials;

/**
 * What the container pools: a share in an open backend and a place in a transaction (Connectors
 * 2.1, section 6.5.4). The backend is opened when it is first needed, since some servers create
 * connections that they never use.
 */
final class PhysicalConnection implements ManagedConnection {

  private final AbstractManagedConnectionFactory factory;
  private final Optional<Credentials> credentials;
  private final boolean requested;
  private final List<ConnectionEventListener> listeners = new CopyOnWriteArrayList<>();
  private final Set<ConnectionHandle> handles = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean broken = new AtomicBoolean();
  private BackendLease lease;
  private Enlistment enlistment;
  private boolean destroyed;
  private PrintWriter logWriter;

  /**
   * Creates a connection that has no backend yet.
   *
   * @param factory what has the settings
   * @param credentials those of the application or the container, or empty
   * @param requested whether an application wants it, not the container itself
   */
  PhysicalConnection(
      AbstractManagedConnectionFactory factory,
      Optional<Credentials> credentials,
      boolean requested) {
    this.factory = factory;
    this.credentials = credentials;
    this.requested = requested;
  }

  boolean matches(AbstractManagedConnectionFactory other, Optional<Credentials> wanted) {
    return credentials.equals(wanted) && !broken.get() && factory.equals(other);
  }

  /**
   * Asks the broker, and is destroyed if that is in vain.
   *
   * @throws ResourceException with the reason
   */
  void verify() throws ResourceException {
    try {
      backend().ping();
    } catch (MessagingException e) {
      destroy();
      throw new ResourceException(e.getMessage(), e);
    }
  }

  /** Asks the broker; the container does so only where validation is switched on. */
  boolean isValid() {
    if (broken.get()) {
      return false;
    }
    try {
      backend().ping();
      return true;
    } catch (MessagingException | ResourceException e) {
      return false;
    }
  }

  @Override
  public Object getConnection(Subject subject, ConnectionRequestInfo request)
      throws ResourceException {
    ConnectionHandle handle = new ConnectionHandle(this);
    open();
    handles.add(handle);
    return handle;
  }

  private synchronized void open() throws ResourceException {
    if (destroyed) {
      throw new IllegalStateException("The managed connection is destroyed");
    }
    if (lease == null) {
      try {
        lease = factory.lease(credentials);
      } catch (MessagingException e) {
        throw new ResourceException(e.getMessage(), e);
      }
      lease.usage().connected();
      enlistment = new Enlistment(lease.units());
    }
  }

  private synchronized boolean isOpen() {
    return lease != null;
  }

  private synchronized Backend backend() throws ResourceException {
    open();
    return lease.backend();
  }

  /** The backend, for a handle that is open. */
  synchronized Backend openBackend() {
    if (destroyed) {
      throw new AlreadyClosedException("The container has destroyed the connection");
    }
    return lease.backend();
  }

  /** The transactions of the backend, for a handle that is open. */
  synchronized UnitRegistry openUnits() {
    openBackend();
    return lease.units();
  }

  /** What counts the use of the backend, for a handle that is open. */
  synchronized BackendUsage openUsage() {
    openBackend();
    return lease.usage();
  }

  AdapterRuntime runtime() {
    try {
      return factory.runtime();
    } catch (ResourceException e) {
      throw new AlreadyClosedException("The resource adapter is stopped", e);
    }
  }

  /** The place in a transaction, for a handle that is open. */
  synchronized Enlistment enlistment() {
    return enlistment;
  }

  void closed(ConnectionHandle handle) {
    if (handles.remove(handle)) {
      ConnectionEvent event = new ConnectionEvent(this, ConnectionEvent.CONNECTION_CLOSED);
      event.setConnectionHandle(handle);
      tell(ConnectionEventListener::connectionClosed, event);
    }
  }

  /** Tells the pool, once, that the connection will not be usable again. */
  void failed(Exception cause) {
    if (broken.compareAndSet(false, true)) {
      tell(
          ConnectionEventListener::connectionErrorOccurred,
          new ConnectionEvent(this, ConnectionEvent.CONNECTION_ERROR_OCCURRED, cause));
    }
  }

  private void tell(
      BiConsumer<ConnectionEventListener, ConnectionEvent> call, ConnectionEvent event) {
    listeners.forEach(listener -> call.accept(listener, event));
  }

  @Override
  public void associateConnection(Object handle) throws ResourceException {
    if (!(handle instanceof ConnectionHandle ours)) {
      throw new IllegalStateException("Not a connection of this adapter: " + handle);
    }
    open();
    ours.moveTo(this);
    handles.add(ours);
  }

  void disassociate(ConnectionHandle handle) {
    handles.remove(handle);
  }

  /** Ends the handles but not their part in a transaction: cleanup may come before its end. */
  @Override
  public void cleanup() {
    handles.forEach(ConnectionHandle::invalidate);
    handles.clear();
  }

  @Override
  public void destroy() {
    BackendLease toClose;
    synchronized (this) {
      destroyed = true;
      toClose = lease;
      lease = null;
    }
    cleanup();
    if (toClose != null) {
      toClose.usage().disconnected();
      toClose.close();
    }
  }

  @Override
  public synchronized XAResource getXAResource() throws ResourceException {
    open();
    return enlistment.xaResource();
  }

  /** Also used outside of global transactions by servers that pool at XA level (Open Liberty). */
  @Override
  public synchronized LocalTransaction getLocalTransaction() throws ResourceException {
    open();
    return enlistment.localTransaction();
  }

  /**
   * Adds a listener, and asks the broker if the connection is a ping of Payara or GlassFish, which
   * make a connection that no application wants, listen to it and destroy it. Recovery makes its
   * own just so, and must not need the broker, but neither they nor WildFly nor Open Liberty listen
   * to that. WildFly also fills pools with such connections, in a thread that must meet no
   * exception, but takes their XA resource first.
   *
   * @throws MessagingException with the reason why the broker cannot be had: nothing else can be
   *     thrown from here
   */
  @Override
  public void addConnectionEventListener(ConnectionEventListener listener) {
    if (!requested && !isOpen()) {
      try {
        verify();
      } catch (ResourceException e) {
        throw AbstractConnectionFactory.asMessagingException(e);
      }
    }
    listeners.add(listener);
  }

  @Override
  public void removeConnectionEventListener(ConnectionEventListener listener) {
    listeners.remove(listener);
  }

  @Override
  public ManagedConnectionMetaData getMetaData() throws ResourceException {
    String broker = factory.settings(credentials).backendName();
    String user = credentials.map(Credentials::userName).orElse("");
    return new MetaData(broker, user);
  }

  @Override
  public void setLogWriter(PrintWriter writer) throws NotSupportedException {
    logWriter = writer;
  }

  @Override
  public PrintWriter getLogWriter() {
    return logWriter;
  }

  private record MetaData(String broker, String user) implements ManagedConnectionMetaData {

    @Override
    public String getEISProductName() {
      return broker;
    }

    @Override
    public String getEISProductVersion() {
      return "";
    }

    /** No limit of the broker's. */
    @Override
    public int getMaxConnections() {
      return 0;
    }

    @Override
    public String getUserName() {
      return user;
    }
  }
}
