package org.heddle.ra.runtime;

import java.util.concurrent.atomic.AtomicBoolean;
import org.heddle.ra.transaction.UnitRegistry;
import org.heddle.spi.Backend;

/** A share in an open backend; to be closed by whoever took it. Safe for several threads. */
public final class BackendLease implements AutoCloseable {

  private final Backend backend;
  private final UnitRegistry units;
  private final BackendUsage usage;
  private final Runnable giveBack;
  private final AtomicBoolean closed = new AtomicBoolean();

  BackendLease(Backend backend, UnitRegistry units, BackendUsage usage, Runnable giveBack) {
    this.backend = backend;
    this.units = units;
    this.usage = usage;
    this.giveBack = giveBack;
  }

  /**
   * Returns the backend.
   *
   * @return open as long as the lease is
   */
  public Backend backend() {
    return backend;
  }

  /**
   * Returns the transactions of the backend.
   *
   * @return the same for all leases of it
   */
  public UnitRegistry units() {
    return units;
  }

  /**
   * Returns what counts the use of the backend.
   *
   * @return the same for all leases of it
   */
  public BackendUsage usage() {
    return usage;
  }

  /** Gives the share back; the last one closes the backend. Closing twice does nothing. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      giveBack.run();
    }
  }
}
