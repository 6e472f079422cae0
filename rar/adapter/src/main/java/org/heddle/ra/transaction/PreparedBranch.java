package org.heddle.ra.transaction;

import static java.lang.System.Logger.Level.INFO;
import static java.lang.System.Logger.Level.WARNING;
import static org.heddle.ra.transaction.XaFailures.failure;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.transaction.xa.XAException;
import org.heddle.api.MessagingException;
import org.heddle.ra.log.BranchId;
import org.heddle.ra.log.LoggedUnit;
import org.heddle.ra.log.LoggedUnit.Acknowledgement;
import org.heddle.ra.log.LoggedUnit.Decision;
import org.heddle.ra.log.PreparedLog;
import org.heddle.spi.Backend;
import org.heddle.spi.Delivery;
import org.heddle.spi.PendingSend;
import org.heddle.spi.PreparedAcknowledgement;
import org.heddle.spi.PreparedUnit;
import org.heddle.spi.SettlementSlot;
import org.heddle.spi.UnitOfWork;

/**
 * A branch between the two phases of its commit: prepared by this process, or found in the log of
 * an earlier one. Ends once, whoever ends it: its transaction manager, or somebody by hand.
 *
 * <p>Safe for several threads: ending is one at a time, and messages may arrive meanwhile.
 */
final class PreparedBranch implements PreparedUnit {

  private static final System.Logger LOG = System.getLogger(PreparedBranch.class.getName());

  private final PreparedBranches owner;
  private final PreparedLog log;
  private final Optional<TransactionalUnit> unit;
  private final List<PendingSend> sends;
  private final Map<Recognition, Delivery> inHand = new HashMap<>();
  private volatile LoggedUnit logged;

  // Guarded by this object, which is held while the branch is ended.
  private boolean written;
  private boolean mayBeSettled;

  // Whether a registry tries to finish the commit from time to time.
  private final AtomicBoolean finishing = new AtomicBoolean();

  // Guarded by the messages that came again, which are never held for long.
  private final Map<Recognition, Delivery> cameAgain = new HashMap<>();
  private Outcome outcome;

  /** Takes a branch of this process, which is not in the log yet. */
  PreparedBranch(
      PreparedBranches owner,
      PreparedLog log,
      LoggedUnit logged,
      TransactionalUnit unit,
      UnitOfWork work) {
    this.owner = owner;
    this.log = log;
    this.logged = logged;
    this.unit = Optional.of(unit);
    this.sends = work.sends();
    work.acknowledgements().forEach(delivery -> inHand.put(Recognition.of(delivery), delivery));
  }

  /** Takes a branch that an earlier process left in the log. */
  PreparedBranch(PreparedBranches owner, PreparedLog log, LoggedUnit logged) {
    this.owner = owner;
    this.log = log;
    this.logged = logged;
    this.unit = Optional.empty();
    this.sends =
        logged.sends().stream()
            .map(send -> new PendingSend(send.producer(), send.record(), new CompletableFuture<>()))
            .toList();
    this.written = true;
    this.mayBeSettled = true;
  }

  BranchId id() {
    return logged.branch();
  }

  boolean isRecovered() {
    return unit.isEmpty();
  }

  LoggedUnit logged() {
    return logged;
  }

  @Override
  public String name() {
    return logged.name();
  }

  @Override
  public SettlementSlot slot() {
    return logged.slot();
  }

  @Override
  public List<PendingSend> sends() {
    return sends;
  }

  @Override
  public List<PreparedAcknowledgement> acknowledgements() {
    return logged.acknowledgements().stream()
        .map(
            kept ->
                new PreparedAcknowledgement(
                    kept.subscription(), kept.reference(), lastDelivery(recognition(kept))))
        .toList();
  }

  private Optional<Delivery> lastDelivery(Recognition message) {
    synchronized (cameAgain) {
      return Optional.ofNullable(cameAgain.getOrDefault(message, inHand.get(message)));
    }
  }

  List<Recognition> recognitions() {
    return logged.acknowledgements().stream().map(PreparedBranch::recognition).toList();
  }

  private static Recognition recognition(Acknowledgement kept) {
    return Recognition.of(kept.subscription(), kept.reference());
  }

  @Override
  public boolean mayBeSettled() {
    return mayBeSettled;
  }

  @Override
  public String note() {
    return logged.note();
  }

  @Override
  public void note(String text) {
    LoggedUnit noted = logged.withNote(text);
    if (written) {
      try {
        log.write(noted);
      } catch (IOException e) {
        throw new MessagingException("Cannot write " + noted + " to " + log.directory(), e);
      }
    }
    logged = noted;
  }

  /**
   * Votes for the commit: the backend can settle the branch, and it is on disk.
   *
   * @throws MessagingException if the backend refuses
   * @throws IOException if the log cannot be written
   */
  synchronized void prepare(Backend backend) throws IOException {
    backend.prepare(this);
    log.write(logged);
    written = true;
  }

  /** Ends a branch that could not be prepared, and gives back what came again meanwhile. */
  synchronized void refuse(Exception cause) {
    end(new Outcome.RolledBack(cause));
  }

  /**
   * Settles the branch as its transaction manager has decided. If the broker cannot be told now,
   * the decision is kept instead: a transaction manager's own record of it need not outlive the
   * answer that the commit must wait (Payara's does not).
   *
   * @param backend one of the resource
   * @return false if {@link #finishCommit} is to be called later, until it returns true
   */
  synchronized boolean commit(Backend backend) throws XAException {
    if (isCommitting() && !hasEnded()) {
      // The transaction manager crashed before it noted the answer, and commits without recover().
      return true;
    }
    requireUndecided();
    try {
      settle(backend);
    } catch (RuntimeException e) {
      promise(e);
      return false;
    }
    end(new Outcome.Committed());
    owner.forget(this);
    return true;
  }

  private void promise(RuntimeException cause) throws XAException {
    try {
      keepCommitting();
    } catch (IOException e) {
      cause.addSuppressed(e);
      throw failure(XAException.XA_RETRY, "Cannot commit now: " + cause.getMessage(), cause);
    }
    LOG.log(
        WARNING,
        "The broker cannot be told now that it is to commit the "
            + this
            + "; it is told as soon as it answers, after a restart too",
        cause);
  }

  /**
   * Keeps the decision of the transaction manager; {@link #finishCommit} is to be called later,
   * until it returns true.
   */
  synchronized void commitLater() throws XAException {
    if (isCommitting() && !hasEnded()) {
      return;
    }
    requireUndecided();
    try {
      keepCommitting();
    } catch (IOException e) {
      throw failure(
          XAException.XA_RETRY,
          "The decision to commit cannot be written to " + log.directory() + ": " + e.getMessage(),
          e);
    }
  }

  private void keepCommitting() throws IOException {
    LoggedUnit committing = logged.committing();
    log.write(committing);
    logged = committing;
  }

  /**
   * Tells the broker of a commit that was decided before.
   *
   * @return true if nothing is left to do
   * @throws MessagingException if the broker still cannot be told
   */
  synchronized boolean finishCommit(Backend backend) {
    if (isCommitting() && !hasEnded()) {
      settle(backend);
      end(new Outcome.Committed());
      owner.forget(this);
    }
    return true;
  }

  /** Takes it upon the caller to finish the commit; false if somebody has. */
  boolean beginFinishing() {
    return finishing.compareAndSet(false, true);
  }

  /** Leaves it to others to finish the commit. */
  void endFinishing() {
    finishing.set(false);
  }

  boolean isCommitting() {
    return logged.decision() == Decision.COMMITTING;
  }

  private void settle(Backend backend) {
    try {
      backend.settle(this);
    } finally {
      mayBeSettled = true;
    }
  }

  /** Drops the branch as its transaction manager has decided. */
  synchronized void rollback() throws XAException {
    requireUndecided();
    end(new Outcome.RolledBack(null));
    owner.forget(this);
  }

  private void requireUndecided() throws XAException {
    if (hasEnded()) {
      throw failure(XAException.XAER_NOTA, "The branch has ended: " + id());
    }
    switch (logged.decision()) {
      case COMMITTED ->
          throw failure(XAException.XA_HEURCOM, "The branch was committed by hand: " + id());
      case ROLLED_BACK ->
          throw failure(XAException.XA_HEURRB, "The branch was rolled back by hand: " + id());
      case COMMITTING ->
          throw failure(XAException.XAER_PROTO, "The branch has been committed: " + id());
      case NONE -> {
        // The transaction manager decides.
      }
    }
  }

  /**
   * Ends the branch without its transaction manager, which learns it when it asks: a heuristic
   * decision (Jakarta Transactions 2.0, section 3.4.7).
   *
   * @throws MessagingException if the branch cannot be settled, or the decision not be written
   */
  synchronized void decide(Decision decision, Backend backend) throws XAException {
    // Of a commit that cannot be finished, the transaction manager will not ask again.
    boolean known = isCommitting() && !hasEnded();
    if (!known) {
      requireUndecided();
    }
    Outcome how = new Outcome.RolledBack(new IllegalStateException("Rolled back by hand"));
    if (decision == Decision.COMMITTED) {
      settle(backend);
      how = new Outcome.Committed();
    }
    LoggedUnit ended = logged.ended(decision);
    if (!known) {
      try {
        log.write(ended);
      } catch (IOException e) {
        throw new MessagingException("Cannot write the decision to " + log.directory(), e);
      }
    }
    end(how);
    if (known) {
      owner.forget(this);
    } else {
      logged = ended;
    }
  }

  /** Has the transaction manager's word that it knows of the decision. */
  synchronized void forget() throws XAException {
    if (logged.decision() == Decision.NONE || isCommitting()) {
      throw failure(XAException.XAER_PROTO, "The branch was not ended by hand: " + id());
    }
    owner.forget(this);
  }

  private boolean hasEnded() {
    synchronized (cameAgain) {
      return outcome != null && (logged.decision() == Decision.NONE || isCommitting());
    }
  }

  private void end(Outcome how) {
    List<Delivery> kept;
    synchronized (cameAgain) {
      outcome = how;
      kept = List.copyOf(cameAgain.values());
      cameAgain.clear();
    }
    owner.release(this, how instanceof Outcome.Committed);
    // Does nothing for those that were acknowledged with the unit.
    kept.forEach(delivery -> pass(delivery, how));
    unit.ifPresent(ended -> ended.endPrepared(how));
    if (unit.isEmpty()) {
      LOG.log(
          INFO,
          "The {0}, which was prepared before the last start, is {1}",
          this,
          how instanceof Outcome.Committed ? "committed" : "rolled back");
    }
  }

  /**
   * Keeps a message of this branch that was delivered again, until the branch has ended.
   *
   * @return false if the branch was rolled back, so that the message is to be delivered
   */
  boolean keep(Recognition message, Delivery delivery) {
    synchronized (cameAgain) {
      if (outcome == null) {
        cameAgain.put(message, delivery);
        return true;
      }
      if (outcome instanceof Outcome.RolledBack) {
        return false;
      }
    }
    delivery.consumer().acknowledge(delivery);
    return true;
  }

  private static void pass(Delivery delivery, Outcome how) {
    if (how instanceof Outcome.Committed) {
      delivery.consumer().acknowledge(delivery);
    } else {
      delivery.consumer().defer(delivery, Duration.ZERO);
    }
  }

  Instant preparedAt() {
    return Instant.ofEpochMilli(logged.preparedMillis());
  }

  @Override
  public String toString() {
    return logged.toString();
  }
}
