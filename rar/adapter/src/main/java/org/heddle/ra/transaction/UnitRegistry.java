package org.heddle.ra.transaction;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;
import static org.heddle.ra.transaction.XaFailures.failure;

import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.heddle.ra.log.LoggedUnit;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.BackendContext;
import org.heddle.spi.Delivery;

/**
 * The transactions that are open on one backend, by global transaction. Every {@link
 * UnitXaResource} of the backend works on the same registry, so any of them can end any
 * transaction, as transaction managers do.
 *
 * <p>Safe for several threads.
 */
public final class UnitRegistry implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(UnitRegistry.class.getName());

  private final Backend backend;
  private final long maxBytes;
  private final String resource;
  private final PreparedTransactions preparedTransactions;
  private final PreparedBranches prepared;
  private final KeptCommits kept;
  private final Map<GlobalTransaction, BranchGroup> groups = new ConcurrentHashMap<>();

  /**
   * Creates an empty registry.
   *
   * @param backend what settles the units
   * @param context lends threads to commits that have to wait
   * @param maxBytes how much one transaction may send
   * @param resource what the backend's settings call its broker
   * @param prepared the adapter's prepared transactions
   */
  public UnitRegistry(
      Backend backend,
      BackendContext context,
      long maxBytes,
      String resource,
      PreparedTransactions prepared) {
    this.backend = backend;
    this.maxBytes = maxBytes;
    this.resource = resource;
    this.preparedTransactions = prepared;
    this.prepared = prepared.of(resource);
    this.kept = new KeptCommits(backend, context, this::handOver);
    prepared.attach(resource, this);
    this.prepared.all().stream().filter(PreparedBranch::isCommitting).forEach(kept::resume);
  }

  /**
   * Takes the next delivery from a consumer of the backend, but for those that belong to a prepared
   * transaction: they wait for its outcome.
   *
   * @param consumer whom to ask
   * @return a delivery, or null if none is ready
   */
  public Delivery poll(BackendConsumer consumer) {
    Delivery delivery = consumer.poll();
    while (delivery != null && prepared.keeps(delivery)) {
      delivery = consumer.poll();
    }
    return delivery;
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
    if (prepared.find(xid).isPresent()) {
      throw failure(XAException.XAER_DUPID, "The branch has been prepared before: " + xid);
    }
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
    if (group.removeUnlessOnly(xid)) {
      return XAResource.XA_RDONLY;
    }
    if (unit.isEmpty()) {
      unit.commit();
      endBranch(group, xid);
      return XAResource.XA_RDONLY;
    }
    try {
      prepared.prepare(xid, unit, backend);
    } catch (RuntimeException | IOException e) {
      LOG.log(WARNING, "A transaction cannot be prepared and is rolled back", e);
      // A transaction manager does not roll back the branch that refused to prepare.
      unit.endPrepared(new Outcome.RolledBack(e));
      throw failure(
          XAException.XA_RBROLLBACK,
          "The transaction cannot be prepared and is rolled back: " + e.getMessage(),
          e);
    } finally {
      endBranch(group, xid);
    }
    return XAResource.XA_OK;
  }

  void commit(Xid xid, boolean onePhase) throws XAException {
    Optional<PreparedBranch> branch = prepared.find(xid);
    if (branch.isEmpty() && onePhase) {
      commitUnprepared(xid);
    } else if (branch.isPresent() && !onePhase) {
      commit(branch.get());
    } else {
      if (branch.isEmpty()) {
        // Throws where there is no such branch at all.
        group(xid);
      }
      throw failure(
          XAException.XAER_PROTO,
          "A branch is committed in one phase if it is not prepared, else in two: " + xid);
    }
  }

  private void commit(PreparedBranch branch) throws XAException {
    if (!branch.commit(backend)) {
      kept.finish(branch);
    }
  }

  /** Finishes a commit that was decided without this backend. */
  void finish(PreparedBranch branch) {
    kept.resume(branch);
  }

  /** Another backend of the broker finishes the commit, or the next that is opened. */
  private void handOver(PreparedBranch branch) {
    preparedTransactions.registry(resource).ifPresent(other -> other.kept.finish(branch));
  }

  private void commitUnprepared(Xid xid) throws XAException {
    BranchGroup group = group(xid);
    if (!group.isOnly(xid)) {
      throw failure(
          XAException.XAER_PROTO,
          "Commit in one phase of a branch that is not the last of its transaction: " + xid);
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
    Optional<PreparedBranch> branch = prepared.find(xid);
    if (branch.isPresent()) {
      branch.get().rollback();
      return;
    }
    BranchGroup group = group(xid);
    group.unit().rollback(null);
    endBranch(group, xid);
  }

  /** Returns the branches that a transaction manager is to end. */
  Xid[] recover() {
    return prepared.recover();
  }

  /** Forgets a branch that was ended by hand; what else is asked for is forgotten already. */
  void forget(Xid xid) throws XAException {
    Optional<PreparedBranch> branch = prepared.find(xid);
    if (branch.isPresent()) {
      branch.get().forget();
    }
  }

  /** Ends a prepared branch without its transaction manager. */
  void decide(PreparedBranch branch, LoggedUnit.Decision decision) throws XAException {
    branch.decide(decision, backend);
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

  /** Ends no transaction; the backend is to be closed next. Closing twice does nothing. */
  @Override
  public void close() {
    kept.close();
    preparedTransactions.detach(resource, this);
  }
}
