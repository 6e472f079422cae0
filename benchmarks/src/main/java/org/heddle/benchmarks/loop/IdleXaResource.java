package org.heddle.benchmarks.loop;

import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;

/** Votes for everything and does nothing: what the transaction manager costs by itself. */
public final class IdleXaResource implements XAResource {

  @Override
  public void start(Xid xid, int flags) {
    // Nothing begins.
  }

  @Override
  public void end(Xid xid, int flags) {
    // Nothing ends.
  }

  @Override
  public int prepare(Xid xid) {
    return XA_OK;
  }

  @Override
  public void commit(Xid xid, boolean onePhase) {
    // Nothing takes effect.
  }

  @Override
  public void rollback(Xid xid) {
    // Nothing is undone.
  }

  @Override
  public void forget(Xid xid) {
    // Nothing is remembered.
  }

  @Override
  public Xid[] recover(int flag) {
    return new Xid[0];
  }

  @Override
  public boolean isSameRM(XAResource other) {
    return other == this;
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
