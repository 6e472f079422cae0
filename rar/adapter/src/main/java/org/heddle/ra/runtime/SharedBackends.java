package org.heddle.ra.runtime;

import static java.lang.System.Logger.Level.WARNING;

import java.util.HashMap;
import java.util.Map;
import org.heddle.api.AlreadyClosedException;
import org.heddle.ra.management.Management;
import org.heddle.ra.transaction.PreparedTransactions;
import org.heddle.ra.transaction.UnitRegistry;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendContext;
import org.heddle.spi.BackendSettings;

/**
 * Keeps one open backend for each distinct settings, shared by connections and activations,
 * counted, and closed with the last. Administrators see each while it is open. Safe for several
 * threads.
 */
final class SharedBackends implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(SharedBackends.class.getName());

  private final BackendContext context;
  private final long maxTransactionBytes;
  private final PreparedTransactions prepared;
  private final Management management;
  private final Map<BackendSettings, Entry> entries = new HashMap<>();
  private boolean closed;

  SharedBackends(
      BackendContext context,
      long maxTransactionBytes,
      PreparedTransactions prepared,
      Management management) {
    this.context = context;
    this.maxTransactionBytes = maxTransactionBytes;
    this.prepared = prepared;
    this.management = management;
  }

  /**
   * Opens the backend of the settings or shares the open one.
   *
   * @throws org.heddle.api.MessagingException if the client cannot be made
   */
  synchronized BackendLease lease(BackendSettings settings) {
    if (closed) {
      throw new AlreadyClosedException("The resource adapter is stopped");
    }
    Entry entry = entries.get(settings);
    if (entry == null) {
      BackendUsage usage = new BackendUsage(settings);
      Backend backend =
          new CountedBackend(CapableBackend.of(settings, settings.open(context)), usage);
      entry =
          new Entry(
              backend,
              new UnitRegistry(
                  backend, context, maxTransactionBytes, settings.resourceName(), prepared),
              usage,
              management.show(usage));
      entry.leases = settings.keptUntilStop() ? 1 : 0;
      entries.put(settings, entry);
    }
    entry.leases++;
    Entry leased = entry;
    return new BackendLease(
        leased.backend, leased.units, leased.usage, () -> giveBack(settings, leased));
  }

  private void giveBack(BackendSettings settings, Entry entry) {
    synchronized (this) {
      if (--entry.leases > 0 || closed) {
        return;
      }
      entries.remove(settings);
      // Before another with the same name may be opened.
      entry.takeBack.run();
    }
    entry.close();
  }

  @Override
  public void close() {
    Map<BackendSettings, Entry> left;
    synchronized (this) {
      closed = true;
      left = Map.copyOf(entries);
      entries.clear();
    }
    left.forEach(SharedBackends::closeWhatever);
  }

  /**
   * Closes one, and lets the others be closed if it cannot be: a server may have taken away the
   * adapter's classes before it stops the adapter.
   */
  private static void closeWhatever(BackendSettings settings, Entry entry) {
    try {
      entry.close();
    } catch (RuntimeException | LinkageError e) {
      LOG.log(WARNING, "Cannot close the backend of " + settings.resourceName(), e);
    }
  }

  private static final class Entry {
    private final Backend backend;
    private final UnitRegistry units;
    private final BackendUsage usage;
    private final Runnable takeBack;
    private int leases;

    Entry(Backend backend, UnitRegistry units, BackendUsage usage, Runnable takeBack) {
      this.backend = backend;
      this.units = units;
      this.usage = usage;
      this.takeBack = takeBack;
    }

    void close() {
      takeBack.run();
      units.close();
      backend.close();
    }
  }
}
