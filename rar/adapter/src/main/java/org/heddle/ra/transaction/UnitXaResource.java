package org.heddle.ra.transaction;

import static org.heddle.ra.transaction.XaFailures.failure;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/**
 * Gives a backend's units of work to a transaction manager (Jakarta Transactions 2.0, section 3.4).
 * It keeps nothing but its association: branches live in the {@link UnitRegistry}.
 */
final class UnitXaResource implements XAResource {

  private final UnitRegistry registry;
  private final Enlistment enlistment;

  UnitXaResource(UnitRegistry registry, Enlistment enlistment) {
    this.registry = registry;
    this.enlistment = enlistment;
  }

  @Override
  public void start(Xid xid, int flags) throws XAException {
    enlistment.associate(
        switch (flags) {
          case TMNOFLAGS -> registry.start(xid);
          case TMJOIN, TMRESUME -> registry.join(xid);
          default -> throw failure(XAException.XAER_INVAL, "Unknown flags of start: " + flags);
        });
  }

  /** Never complains: servers end a branch twice, or after it was rolled back. */
  @Override
  public void end(Xid xid, int flags) {
    enlistment.dissociate();
    if (flags == TMFAIL) {
      registry.setRollbackOnly(xid, new XAException(XAException.XA_RBROLLBACK));
    }
  }

  @Override
  public int prepare(Xid xid) throws XAException {
    return registry.prepare(xid);
  }

  @Override
  public void commit(Xid xid, boolean onePhase) throws XAException {
    registry.commit(xid, onePhase);
  }

  @Override
  public void rollback(Xid xid) throws XAException {
    registry.rollback(xid);
  }

  /** All at once, when the scan begins; flags that only go on with it or end it find no more. */
  @Override
  public Xid[] recover(int flags) throws XAException {
    if ((flags & ~(TMSTARTRSCAN | TMENDRSCAN)) != 0) {
      throw failure(XAException.XAER_INVAL, "Unknown flags of recover: " + flags);
    }
    return (flags & TMSTARTRSCAN) != 0 ? registry.recover() : new Xid[0];
  }

  @Override
  public void forget(Xid xid) throws XAException {
    registry.forget(xid);
  }

  @Override
  public boolean isSameRM(XAResource other) {
    return XaResourceWrappers.unwrap(other) instanceof UnitXaResource that
        && registry == that.registry;
  }

  /** The container's own timeout rolls the transaction back; there is none here. */
  @Override
  public int getTransactionTimeout() {
    return 0;
  }

  @Override
  public boolean setTransactionTimeout(int seconds) {
    return false;
  }
}
