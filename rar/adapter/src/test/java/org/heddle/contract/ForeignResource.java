package org.heddle.contract;

import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** Another resource in a transaction, such as a database; agrees to everything. */
final class ForeignResource implements XAResource {

  private final Runnable whenPrepared;
  private final Runnable whenCommitted;
  private boolean refusing;
  private boolean rolledBack;

  ForeignResource() {
    this(() -> {}, () -> {});
  }

  /**
   * Has things happen in the middle of a commit.
   *
   * @param whenPrepared before the resource votes
   * @param whenCommitted when it is committed
   */
  ForeignResource(Runnable whenPrepared, Runnable whenCommitted) {
    this.whenPrepared = whenPrepared;
    this.whenCommitted = whenCommitted;
  }

  /** Has the resource vote against every commit. */
  void refuse() {
    refusing = true;
  }

  boolean isRolledBack() {
    return rolledBack;
  }

  @Override
  public void start(Xid xid, int flags) {}

  @Override
  public void end(Xid xid, int flags) {}

  @Override
  public int prepare(Xid xid) throws XAException {
    if (refusing) {
      throw new XAException(XAException.XA_RBROLLBACK);
    }
    whenPrepared.run();
    return XA_OK;
  }

  @Override
  public void commit(Xid xid, boolean onePhase) {
    whenCommitted.run();
  }

  @Override
  public void rollback(Xid xid) {
    rolledBack = true;
  }

  @Override
  public void forget(Xid xid) {}

  @Override
  public Xid[] recover(int flags) {
    return new Xid[0];
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
