package org.heddle.ra.transaction;

import java.util.LinkedHashMap;
import java.util.Map;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.heddle.ra.log.BranchId;

/** A resource such as a database, which keeps what it has prepared when everything else is gone. */
final class OtherResource implements XAResource {

  private final Map<BranchId, Xid> prepared = new LinkedHashMap<>();

  /** Happens at the end of the first phase. */
  Runnable whenPrepared = () -> {};

  /** Happens at the beginning of the second phase. */
  Runnable whenCommitting = () -> {};

  boolean refuses;
  int commits;
  int rollbacks;

  @Override
  public void start(Xid xid, int flags) {}

  @Override
  public void end(Xid xid, int flags) {}

  @Override
  public int prepare(Xid xid) throws XAException {
    if (refuses) {
      throw new XAException(XAException.XA_RBROLLBACK);
    }
    prepared.put(new BranchId(xid), xid);
    whenPrepared.run();
    return XA_OK;
  }

  @Override
  public void commit(Xid xid, boolean onePhase) {
    whenCommitting.run();
    prepared.remove(new BranchId(xid));
    commits++;
  }

  @Override
  public void rollback(Xid xid) {
    prepared.remove(new BranchId(xid));
    rollbacks++;
  }

  @Override
  public void forget(Xid xid) {}

  @Override
  public Xid[] recover(int flags) {
    return (flags & TMSTARTRSCAN) != 0 ? prepared.values().toArray(Xid[]::new) : new Xid[0];
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
