package org.heddle.ra.runtime;

import java.util.HashMap;
import java.util.Map;
import org.heddle.api.AlreadyClosedException;
import org.heddle.ra.transaction.PreparedTransactions;
import org.heddle.ra.transaction.UnitRegistry;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendContext;
import org.heddle.spi.BackendSettings;

/**
 * Keeps one open backend for each distinct settings, shared by connections and activations,
 * counted, and closed with the last. Safe for several threads.
 */
final class SharedBackends implements AutoCloseable {

  private final BackendContext context;
  private final long maxTransactionBytes;
  private final PreparedTransactions prepared;
  private final Map<BackendSettings, Entry> entries = new HashMap<>();
  private boolean closed;

  SharedBackends(BackendContext context, long maxTransactionBytes, PreparedTransactions prepared) {
    this.context = context;
    this.maxTransactionBytes = maxTransactionBytes;
    this.prepared = prepared;
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
      Backend backend = CapableBackend.of(settings, settings.open(context));
      entry =
          new Entry(
              backend,
              new UnitRegistry(
                  backend, context, maxTransactionBytes, settings.resourceName(), prepared));
      entry.leases = settings.keptUntilStop() ? 1 : 0;
      entries.put(settings, entry);
    }
    entry.leases++;
    Entry leased = entry;
    return new BackendLease(leased.backend, leased.units, () -> giveBack(settings, leased));
  }

  private void giveBack(BackendSettings settings, Entry entry) {
    synchronized (this) {
      if (--entry.leases > 0 || closed) {
        return;
      }
      entries.remove(settings);
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
    left.values().forEach(Entry::close);
  }

  private static final class Entry {
    private final Backend backend;
    private final UnitRegistry units;
    private int leases;

    Entry(Backend backend, UnitRegistry units) {
      this.backend = backend;
      this.units = units;
    }

    void close() {
      units.close();
      backend.close();
    }
  }
}
