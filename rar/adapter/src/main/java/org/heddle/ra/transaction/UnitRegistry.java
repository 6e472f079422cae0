package org.heddle.ra.transaction;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;
import static org.heddle.ra.transaction.XaFailures.failure;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.heddle.spi.Backend;

/**
 * The transactions that are open on one backend, by global transaction. Every {@link
 * UnitXaResource} of the backend works on the same registry, so any of them can end any
 * transaction, as transaction managers do.
 *
 * <p>Safe for several threads.
 */
public final class UnitRegistry {

  private static final System.Logger LOG = System.getLogger(UnitRegistry.class.getName());

  private final Backend backend;
  private final long maxBytes;
  private final Map<GlobalTransaction, BranchGroup> groups = new ConcurrentHashMap<>();

  /**
   * Creates an empty registry.
   *
   * @param backend what settles the units
   * @param maxBytes how much one transaction may send
   */
  public UnitRegistry(Backend backend, long maxBytes) {
    this.backend = backend;
    this.maxBytes = maxBytes;
  }

  /**
   * Returns a unit that belongs to no global transaction.
   *
   * @return an empty unit, to be ended by its owner
   */
  TransactionalUnit newUnit() {
    return new TransactionalUnit(backend, maxBytes);
  }

  /**
   * Tells how many global transactions are open.
   *
   * @return zero when nothing is going on
   */
  public int openTransactions() {
    return groups.size();
  }

  TransactionalUnit start(Xid xid) throws XAException {
    BranchGroup[] joined = new BranchGroup[1];
    groups.compute(
        GlobalTransaction.of(xid),
        (id, present) -> {
          BranchGroup group = present == null ? new BranchGroup(newUnit()) : present;
          joined[0] = group.add(xid) ? group : null;
          return group;
        });
    if (joined[0] == null) {
      throw failure(XAException.XAER_DUPID, "The branch has been started before: " + xid);
    }
    return joined[0].unit();
  }

  TransactionalUnit join(Xid xid) throws XAException {
    return group(xid).unit();
  }

  int prepare(Xid xid) throws XAException {
    BranchGroup group = group(xid);
    TransactionalUnit unit = group.unit();
    Throwable rollbackOnly = unit.rollbackOnly();
    if (rollbackOnly != null) {
      unit.rollback(rollbackOnly);
      endBranch(group, xid);
      throw failure(XAException.XA_RBROLLBACK, "The branch can only be rolled back", rollbackOnly);
    }
    if (!group.isOnly(xid)) {
      group.remove(xid);
      return XAResource.XA_RDONLY;
    }
    if (unit.isEmpty()) {
      unit.commit();
      endBranch(group, xid);
      return XAResource.XA_RDONLY;
    }
    UnsupportedOperationException reason =
        new UnsupportedOperationException(
            "Two-phase commit with another resource is not supported: nothing would keep the prepared"
                + " sends and acknowledgements through a crash. Use the messaging resource alone in a"
                + " transaction");
    LOG.log(WARNING, "A transaction is rolled back: {0}", reason.getMessage());
    unit.rollback(reason);
    endBranch(group, xid);
    // A transaction manager does not roll back the branch that refused to prepare, hence above.
    throw failure(XAException.XA_RBROLLBACK, reason.getMessage(), reason);
  }

  void commit(Xid xid, boolean onePhase) throws XAException {
    BranchGroup group = group(xid);
    if (!onePhase || !group.isOnly(xid)) {
      throw failure(
          XAException.XAER_PROTO,
          "Commit of a branch that is not prepared, or not the last of its transaction: " + xid);
    }
    Outcome outcome = group.unit().commit();
    endBranch(group, xid);
    if (outcome instanceof Outcome.RolledBack rolledBack) {
      // Some containers drop the cause (Payara), and the reason would show nowhere.
      LOG.log(WARNING, "A transaction could not be committed", rolledBack.cause());
      throw failure(
          XAException.XA_RBROLLBACK,
          "The transaction was rolled back: " + rolledBack.cause().getMessage(),
          rolledBack.cause());
    }
    if (outcome instanceof Outcome.Unknown unknown) {
      LOG.log(ERROR, "It is not known whether a transaction took effect", unknown.cause());
      throw failure(
          XAException.XA_HEURHAZ,
          "It is not known whether the transaction took effect: " + unknown.cause().getMessage(),
          unknown.cause());
    }
  }

  /** Rolls back; a branch may be rolled back again, since some transaction managers do. */
  void rollback(Xid xid) throws XAException {
    BranchGroup group = group(xid);
    group.unit().rollback(null);
    endBranch(group, xid);
  }

  /**
   * Rolls back a unit that the container should have ended by now and has not.
   *
   * @param unit an active unit
   */
  public void abandon(TransactionalUnit unit) {
    groups.values().removeIf(group -> group.unit() == unit);
    unit.rollback(new IllegalStateException("The container has not ended the transaction"));
  }

  void setRollbackOnly(Xid xid, Throwable cause) {
    BranchGroup group = groups.get(GlobalTransaction.of(xid));
    if (group != null) {
      group.unit().setRollbackOnly(cause);
    }
  }

  private BranchGroup group(Xid xid) throws XAException {
    BranchGroup group = groups.get(GlobalTransaction.of(xid));
    if (group == null || !group.contains(xid)) {
      throw failure(XAException.XAER_NOTA, "There is no such branch here: " + xid);
    }
    return group;
  }

  private void endBranch(BranchGroup group, Xid xid) {
    groups.computeIfPresent(
        GlobalTransaction.of(xid), (id, present) -> present.remove(xid) ? null : present);
  }
}
