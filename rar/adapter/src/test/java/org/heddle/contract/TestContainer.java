package org.heddle.contract;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.ConnectionEvent;
import jakarta.resource.spi.ConnectionEventListener;
import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnection;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.XATerminator;
import jakarta.resource.spi.work.ExecutionContext;
import jakarta.resource.spi.work.Work;
import jakarta.resource.spi.work.WorkContext;
import jakarta.resource.spi.work.WorkListener;
import jakarta.resource.spi.work.WorkManager;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Timer;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import org.heddle.api.PubSubConnectionFactory;
import org.heddle.ra.MessagingActivationSpec;
import org.heddle.ra.MessagingResourceAdapter;
import org.heddle.ra.outbound.AbstractManagedConnectionFactory;

/**
 * A container around the adapter for tests without a server: threads, transactions, connections.
 */
public final class TestContainer implements AutoCloseable {

  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final MessagingResourceAdapter adapter = new MessagingResourceAdapter();
  private final Optional<Path> ownDirectory;
  private final TestTransactions transactions;
  private final XATerminator manager;

  /** Starts the adapter in a container whose transaction manager joins branches. */
  public TestContainer() {
    this(true);
  }

  /**
   * Starts the adapter.
   *
   * @param joins whether the transaction manager joins branches
   */
  public TestContainer(boolean joins) {
    this(joins, adapter -> {});
  }

  /**
   * Starts the adapter.
   *
   * @param joins whether the transaction manager joins branches
   * @param configuration sets properties of the adapter
   */
  public TestContainer(boolean joins, Consumer<MessagingResourceAdapter> configuration) {
    this(joins, configuration, null);
  }

  /**
   * Starts the adapter.
   *
   * @param manager what the adapter sees of the transaction manager
   */
  public TestContainer(XATerminator manager) {
    this(true, adapter -> {}, manager);
  }

  private TestContainer(
      boolean joins, Consumer<MessagingResourceAdapter> configuration, XATerminator manager) {
    this.manager = manager;
    transactions = new TestTransactions(joins);
    try {
      configuration.accept(adapter);
      ownDirectory = provideLog();
      adapter.start(new Bootstrap());
    } catch (ResourceException e) {
      throw new IllegalStateException(e);
    }
  }

  private Optional<Path> provideLog() {
    if (!adapter.getPreparedLogDirectory().isEmpty()) {
      return Optional.empty();
    }
    try {
      Path directory = Files.createTempDirectory("heddle-log");
      adapter.setPreparedLogDirectory(directory.toString());
      return Optional.of(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The adapter, for its properties. */
  public MessagingResourceAdapter adapter() {
    return adapter;
  }

  /** What tells the adapter from others in the process. */
  public String adapterId() {
    try {
      return Files.readString(Path.of(adapter.getPreparedLogDirectory(), "id")).strip();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The container's transactions. */
  public TestTransactions transactions() {
    return transactions;
  }

  /** A factory whose connections are enlisted in the transaction of the thread. */
  public PubSubConnectionFactory factory(AbstractManagedConnectionFactory factory) {
    try {
      if (factory.getResourceAdapter() == null) {
        factory.setResourceAdapter(adapter);
      }
      return (PubSubConnectionFactory) factory.createConnectionFactory(new Connections());
    } catch (ResourceException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Activates a bean. */
  public void activate(TestEndpoints<?> endpoints, MessagingActivationSpec spec)
      throws ResourceException {
    spec.validate();
    spec.setResourceAdapter(adapter);
    adapter.endpointActivation(endpoints, spec);
  }

  /** Deactivates a bean. */
  public void deactivate(TestEndpoints<?> endpoints, MessagingActivationSpec spec) {
    adapter.endpointDeactivation(endpoints, spec);
  }

  @Override
  public void close() {
    adapter.stop();
    threads.shutdownNow();
    ownDirectory.ifPresent(TestContainer::delete);
  }

  private static void delete(Path directory) {
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.toList()) {
        Files.delete(file);
      }
      Files.delete(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** One physical connection for each transaction, or for each handle outside of one. */
  private final class Connections implements ConnectionManager {

    private static final long serialVersionUID = 1L;

    @Override
    public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo info)
        throws ResourceException {
      if (!transactions.active()) {
        ManagedConnection connection = factory.createManagedConnection(null, info);
        connection.addConnectionEventListener(new DestroyedWhenClosed(connection));
        return connection.getConnection(null, info);
      }
      ManagedConnection connection = (ManagedConnection) transactions.resources().get(factory);
      if (connection == null) {
        connection = factory.createManagedConnection(null, info);
        transactions.resources().put(factory, connection);
        try {
          transactions.enlist(connection.getXAResource());
        } catch (XAException e) {
          throw new ResourceException(e);
        }
      }
      return connection.getConnection(null, info);
    }
  }

  private record DestroyedWhenClosed(ManagedConnection connection)
      implements ConnectionEventListener {

    @Override
    public void connectionClosed(ConnectionEvent event) {
      try {
        connection.destroy();
      } catch (ResourceException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public void connectionErrorOccurred(ConnectionEvent event) {}

    @Override
    public void localTransactionStarted(ConnectionEvent event) {}

    @Override
    public void localTransactionCommitted(ConnectionEvent event) {}

    @Override
    public void localTransactionRolledback(ConnectionEvent event) {}
  }

  private final class Bootstrap implements BootstrapContext, WorkManager {

    @Override
    public WorkManager getWorkManager() {
      return this;
    }

    @Override
    public XATerminator getXATerminator() {
      return manager;
    }

    @Override
    public Timer createTimer() {
      return new Timer("test-container", true);
    }

    @Override
    public boolean isContextSupported(Class<? extends WorkContext> type) {
      return false;
    }

    @Override
    public TransactionSynchronizationRegistry getTransactionSynchronizationRegistry() {
      return null;
    }

    @Override
    public void doWork(Work work) {
      work.run();
    }

    @Override
    public void doWork(Work work, long timeout, ExecutionContext context, WorkListener listener) {
      work.run();
    }

    @Override
    public long startWork(Work work) {
      threads.execute(work);
      return 0;
    }

    @Override
    public long startWork(
        Work work, long timeout, ExecutionContext context, WorkListener listener) {
      threads.execute(work);
      return 0;
    }

    @Override
    public void scheduleWork(Work work) {
      threads.execute(work);
    }

    @Override
    public void scheduleWork(
        Work work, long timeout, ExecutionContext context, WorkListener listener) {
      threads.execute(work);
    }
  }
}
