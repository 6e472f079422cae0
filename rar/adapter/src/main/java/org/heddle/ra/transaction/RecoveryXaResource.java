package org.heddle.ra.transaction;

import static org.heddle.ra.transaction.XaFailures.failure;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** Ends prepared branches, whatever their brokers are, and does no other work. */
final class RecoveryXaResource implements XAResource {

  private final PreparedTransactions transactions;

  RecoveryXaResource(PreparedTransactions transactions) {
    this.transactions = transactions;
  }

  @Override
  public Xid[] recover(int flags) {
    return (flags & TMSTARTRSCAN) != 0 ? transactions.recover() : new Xid[0];
  }

  @Override
  public void commit(Xid xid, boolean onePhase) throws XAException {
    if (onePhase) {
      throw onlyRecovers();
    }
    transactions.commit(xid);
  }

  @Override
  public void rollback(Xid xid) throws XAException {
    transactions.rollback(xid);
  }

  @Override
  public void forget(Xid xid) throws XAException {
    transactions.forget(xid);
  }

  @Override
  public void start(Xid xid, int flags) throws XAException {
    throw onlyRecovers();
  }

  @Override
  public void end(Xid xid, int flags) throws XAException {
    throw onlyRecovers();
  }

  @Override
  public int prepare(Xid xid) throws XAException {
    throw onlyRecovers();
  }

  private static XAException onlyRecovers() {
    return failure(XAException.XAER_PROTO, "This resource only recovers");
  }

  @Override
  public boolean isSameRM(XAResource other) {
    return this == other;
  }

  @Override
  public int getTransactionTimeout() {
    return 0;
  }

  @Override
  public boolean setTransactionTimeout(int seconds) {
    return false;
  }
}
