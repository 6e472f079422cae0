package org.heddle.ra.runtime;

import static java.lang.System.Logger.Level.WARNING;

import jakarta.resource.spi.BootstrapContext;
import jakarta.resource.spi.UnavailableException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.heddle.ra.codec.Codecs;
import org.heddle.ra.log.PreparedLog;
import org.heddle.ra.management.Management;
import org.heddle.ra.recovery.RecoveryOffers;
import org.heddle.spi.BackendSettings;

/**
 * What a started resource adapter shares among its connections and endpoints. Thread-safe.
 *
 * <p>Instances of the adapter that keep their prepared transactions in one directory share one:
 * WildFly makes and starts another instance of a deployed adapter for each
 * {@code @ConnectionFactoryDefinition}.
 */
public final class AdapterRuntime implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(AdapterRuntime.class.getName());

  /**
   * Those that run, by directory, of this class loader, which is that of one deployment. The
   * instances of an adapter have nothing but their class in common.
   */
  private static final Map<Path, AdapterRuntime> RUNNING = new HashMap<>();

  /** How many endpoints connect at the same time by one connection factory. */
  private static final int MOST_CONNECTING = 16;

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

  private final Optional<Path> directory;
  private final long maxTransactionBytes;
  private final ServerThreads threads;
  private final Map<String, Turns> connecting = new ConcurrentHashMap<>();
  private final PreparedStore prepared;
  private final Management management;
  private final RecoveryOffers recoveryOffers;
  private final SharedBackends backends;
  private final Codecs codecs = new Codecs();
  private int starts = 1;

  private AdapterRuntime(
      BootstrapContext context, long maxTransactionBytes, Optional<Path> directory)
      throws PreparedLog.InUseException, UnavailableException {
    this.directory = directory;
    this.maxTransactionBytes = maxTransactionBytes;
    prepared = PreparedStore.open(directory);
    try {
      threads = new ServerThreads(context);
    } catch (UnavailableException | RuntimeException e) {
      prepared.close();
      throw e;
    }
    management = prepared.management();
    recoveryOffers = RecoveryOffers.to(context.getXATerminator(), prepared.transactions(), threads);
    backends =
        new SharedBackends(threads, maxTransactionBytes, prepared.transactions(), management);
    prepared.remind(threads);
  }

  /**
   * Starts without any open backend, or shares what another instance has started.
   *
   * @param context the server's
   * @param maxTransactionBytes how much one transaction may send; what is shared keeps its own
   * @param preparedLogDirectory where to keep prepared transactions, or empty for a place in the
   *     server's own data
   * @return the runtime, to be closed once for each start
   * @throws PreparedLog.InUseException if another adapter keeps its own there
   * @throws UnavailableException if the server gives no timer
   */
  public static AdapterRuntime start(
      BootstrapContext context, long maxTransactionBytes, Optional<Path> preparedLogDirectory)
      throws PreparedLog.InUseException, UnavailableException {
    Optional<Path> directory =
        preparedLogDirectory.or(ServerData::folder).map(Path::toAbsolutePath).map(Path::normalize);
    synchronized (RUNNING) {
      AdapterRuntime running = directory.map(RUNNING::get).orElse(null);
      if (running != null) {
        running.share(maxTransactionBytes);
        return running;
      }
      AdapterRuntime started = new AdapterRuntime(context, maxTransactionBytes, directory);
      directory.ifPresent(place -> RUNNING.put(place, started));
      return started;
    }
  }

  private void share(long asked) {
    starts++;
    if (asked != maxTransactionBytes) {
      LOG.log(
          WARNING,
          "maxTransactionBytes is {0}, as the instance of the adapter has it that was started"
              + " first, and not {1}",
          maxTransactionBytes,
          asked);
    }
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
   * Returns where the server's transaction manager is offered what it does not ask for.
   *
   * @return the same for the whole adapter
   */
  public RecoveryOffers recoveryOffers() {
    return recoveryOffers;
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
   * Connects an endpoint on a thread of the server, with a few others of the same connection
   * factory at the same time: thousands of them, or those of a broker that does not answer, leave
   * threads to the others.
   *
   * @param connectionFactory the JNDI name of the connection factory, empty for the embedded broker
   * @param name what the task does, for logs
   * @param task what to run
   * @param rejected called instead of the task, on a thread of the server, if no thread could be
   *     had after all
   * @throws org.heddle.api.MessagingException if the server has no thread to give
   */
  public void connect(
      String connectionFactory, String name, Runnable task, Consumer<Throwable> rejected) {
    connecting
        .computeIfAbsent(connectionFactory, any -> new Turns(threads, MOST_CONNECTING))
        .execute(name, task, rejected);
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

  /**
   * Ends one start. The last closes all backends, then the timer and the loaders, the management,
   * and the prepared log.
   */
  @Override
  public void close() {
    synchronized (RUNNING) {
      if (--starts > 0) {
        return;
      }
      // Under the lock, so that whoever starts now finds the directory free.
      try {
        closeAll();
      } finally {
        directory.ifPresent(RUNNING::remove);
      }
    }
  }

  private void closeAll() {
    recoveryOffers.close();
    backends.close();
    threads.close();
    management.close();
    prepared.close();
  }
}
