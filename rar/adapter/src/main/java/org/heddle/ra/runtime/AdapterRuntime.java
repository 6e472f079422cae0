package org.heddle.ra.runtime;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.UnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import org.heddle.ra.codec.Codecs;
import org.heddle.ra.log.PreparedLog;
import org.heddle.ra.management.Management;
import org.heddle.spi.BackendSettings;

/** What a started resource adapter shares among its connections and endpoints. Thread-safe. */
public final class AdapterRuntime implements AutoCloseable {

  /** A resource adapter that has a runtime while it is started. */
  public interface Owner {

    /**
     * Returns the runtime.
     *
     * @return the runtime of the present start
     * @throws org.heddle.api.AlreadyClosedException if the adapter is not started
     */
    AdapterRuntime runtime();
  }

  private final ServerThreads threads;
  private final PreparedStore prepared;
  private final Management management;
  private final SharedBackends backends;
  private final Codecs codecs = new Codecs();

  /**
   * Starts without any open backend.
   *
   * @param context the server's
   * @param maxTransactionBytes how much one transaction may send
   * @param preparedLogDirectory where to keep prepared transactions, or empty for a place in the
   *     server's own data
   * @throws PreparedLog.InUseException if another adapter keeps its own there
   * @throws UnavailableException if the server gives no timer
   */
  public AdapterRuntime(
      BootstrapContext context, long maxTransactionBytes, Optional<Path> preparedLogDirectory)
      throws PreparedLog.InUseException, UnavailableException {
    prepared = PreparedStore.open(preparedLogDirectory);
    try {
      threads = new ServerThreads(context);
    } catch (UnavailableException | RuntimeException e) {
      prepared.close();
      throw e;
    }
    management = prepared.management();
    backends =
        new SharedBackends(threads, maxTransactionBytes, prepared.transactions(), management);
    prepared.remind(threads);
  }

  /**
   * Opens the backend of the settings or shares the open one.
   *
   * @param settings what to connect to and how
   * @return a share, to be closed by the caller
   * @throws org.heddle.api.MessagingException if the client cannot be made
   */
  public BackendLease lease(BackendSettings settings) {
    return backends.lease(settings);
  }

  /**
   * Returns the codecs.
   *
   * @return the same for the whole adapter
   */
  public Codecs codecs() {
    return codecs;
  }

  /**
   * Returns where endpoints show themselves to administrators.
   *
   * @return the same for the whole adapter
   */
  public Management management() {
    return management;
  }

  /**
   * Runs a task on a thread of the server.
   *
   * @param name what the task does, for logs
   * @param task what to run
   * @param rejected called instead of the task, on a thread of the server, if no thread could be
   *     had after all
   * @throws org.heddle.api.MessagingException if the server has no thread to give
   */
  public void execute(String name, Runnable task, Consumer<Throwable> rejected) {
    threads.execute(name, task, rejected);
  }

  /**
   * Runs a short task once, later, on the adapter's timer: it must not block.
   *
   * @param delay how long to wait, zero or more
   * @param task what to run
   * @return cancels the task if it has not started
   */
  public Runnable schedule(Duration delay, Runnable task) {
    return threads.schedule(delay, task);
  }

  /** Closes all backends, then the timer and the loaders, the management, and the prepared log. */
  @Override
  public void close() {
    backends.close();
    threads.close();
    management.close();
    prepared.close();
  }
}
