package org.heddle.ra.transaction;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.IllegalStateException;
import jakarta.resource.spi.LocalTransaction;
import jakarta.resource.spi.LocalTransactionException;

/** A unit that the container begins and ends by itself (Connectors 2.1, section 7.9). */
final class UnitLocalTransaction implements LocalTransaction {

  private final UnitRegistry registry;
  private final Enlistment enlistment;
  private TransactionalUnit unit;

  UnitLocalTransaction(UnitRegistry registry, Enlistment enlistment) {
    this.registry = registry;
    this.enlistment = enlistment;
  }

  @Override
  public synchronized void begin() throws ResourceException {
    if (enlistment.current().isPresent()) {
      throw new IllegalStateException("A transaction is active on this connection already");
    }
    unit = registry.newUnit();
    enlistment.associate(unit);
  }

  @Override
  public synchronized void commit() throws ResourceException {
    Outcome outcome = take().commit();
    if (outcome instanceof Outcome.RolledBack rolledBack) {
      throw new LocalTransactionException(
          "The transaction was rolled back: " + rolledBack.cause().getMessage(),
          rolledBack.cause());
    }
    if (outcome instanceof Outcome.Unknown unknown) {
      throw new LocalTransactionException(
          "It is not known whether the transaction took effect: " + unknown.cause().getMessage(),
          unknown.cause());
    }
  }

  @Override
  public synchronized void rollback() throws ResourceException {
    take().rollback(null);
  }

  private TransactionalUnit take() throws ResourceException {
    if (unit == null) {
      throw new IllegalStateException("No transaction is active on this connection");
    }
    TransactionalUnit taken = unit;
    unit = null;
    enlistment.dissociate();
    return taken;
  }
}
