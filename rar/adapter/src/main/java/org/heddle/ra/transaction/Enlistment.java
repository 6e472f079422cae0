package org.heddle.ra.transaction;

import jakarta.resource.spi.LocalTransaction;
import java.util.Optional;
import javax.transaction.xa.XAResource;

/**
 * Ties one managed connection, or one endpoint, to the transaction that it works in at the moment.
 * The container drives it through the XA resource or the local transaction; whoever sends or
 * acknowledges asks {@link #current()}.
 */
public final class Enlistment {

  private final UnitXaResource xa;
  private final UnitLocalTransaction local;
  private volatile TransactionalUnit current;

  /**
   * Creates an enlistment outside of any transaction.
   *
   * @param registry the transactions of the backend
   */
  public Enlistment(UnitRegistry registry) {
    xa = new UnitXaResource(registry, this);
    local = new UnitLocalTransaction(registry, this);
  }

  /**
   * Returns the unit that sends and acknowledgements belong to.
   *
   * @return the unit, or empty outside of a transaction
   */
  public Optional<TransactionalUnit> current() {
    return Optional.ofNullable(current);
  }

  /**
   * Returns the resource that a transaction manager drives.
   *
   * @return always the same object, since servers keep it as a key
   */
  public XAResource xaResource() {
    return xa;
  }

  /**
   * Returns the transaction that a container drives without a transaction manager.
   *
   * @return always the same object
   */
  public LocalTransaction localTransaction() {
    return local;
  }

  void associate(TransactionalUnit unit) {
    current = unit;
  }

  void dissociate() {
    current = null;
  }
}
