package org.heddle.ra.transaction;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import javax.transaction.xa.Xid;
import org.heddle.api.MessagingException;
import org.heddle.ra.log.BranchId;
import org.heddle.ra.log.LoggedUnit;
import org.heddle.ra.log.PreparedLog;
import org.heddle.spi.Backend;
import org.heddle.spi.Delivery;
import org.heddle.spi.SettlementSlot;
import org.heddle.spi.UnitOfWork;

/**
 * The prepared branches of one broker, and the messages that wait with them. All backends that
 * reach the broker share them, whatever their other settings are: any of them can end any branch.
 *
 * <p>Safe for several threads.
 */
final class PreparedBranches {

  /** How many messages of committed branches are remembered that the broker may deliver again. */
  private static final int REMEMBERED = 10_000;

  /**
   * How long a broker may take to deliver again what one of our consumers has lost. Not for ever,
   * so that an administrator can have messages delivered again.
   */
  private static final Duration TIME_TO_COME_AGAIN = Duration.ofMinutes(10);

  private final String resource;
  private final Supplier<PreparedLog> openLog;
  private final Slots slots = new Slots();
  private final Map<BranchId, PreparedBranch> branches = new ConcurrentHashMap<>();
  private final Map<Recognition, PreparedBranch> doubtful = new ConcurrentHashMap<>();
  // Until when each is remembered; guarded by this object.
  private final Map<Recognition, Instant> settled = new Remembered();
  // Whether a message could belong to either of them, for most never do.
  private volatile boolean watching;

  /** Forgets what it was told first. */
  private static final class Remembered extends LinkedHashMap<Recognition, Instant> {
    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<Recognition, Instant> eldest) {
      return size() > REMEMBERED;
    }
  }

  /**
   * Starts empty.
   *
   * @param openLog gives the log or throws a {@link MessagingException} that says why there is none
   */
  PreparedBranches(String resource, Supplier<PreparedLog> openLog) {
    this.resource = resource;
    this.openLog = openLog;
  }

  /** Takes in what an earlier process left; before anything is prepared. */
  void recover(LoggedUnit unit) {
    PreparedLog log = openLog.get();
    if (unit.slot().owner().equals(log.id())) {
      slots.occupy(unit.slot().number());
    }
    add(new PreparedBranch(this, log, unit));
  }

  /** Takes a branch in; false if a message of it waits with another one already. */
  private synchronized boolean add(PreparedBranch branch) {
    branches.put(branch.id(), branch);
    boolean own = true;
    for (Recognition message : branch.recognitions()) {
      own &= doubtful.putIfAbsent(message, branch) == null;
    }
    watching |= !doubtful.isEmpty();
    return own;
  }

  /**
   * Prepares a unit as a branch.
   *
   * @throws MessagingException if the backend cannot settle it, or there is no log
   * @throws IOException if the log cannot be written; the branch is not prepared then
   */
  void prepare(Xid xid, TransactionalUnit unit, Backend backend) throws IOException {
    UnitOfWork work = unit.prepare();
    PreparedLog log = openLog.get();
    SettlementSlot slot = new SettlementSlot(log.id(), slots.take());
    PreparedBranch branch = new PreparedBranch(this, log, logged(xid, slot, work), unit, work);
    try {
      if (!add(branch)) {
        // Handed out twice, to this one before the broker took it back.
        throw new MessagingException("A message belongs to another prepared transaction");
      }
      branch.prepare(backend);
    } catch (IOException | RuntimeException e) {
      branch.refuse(e);
      forget(branch);
      throw e;
    }
  }

  private LoggedUnit logged(Xid xid, SettlementSlot slot, UnitOfWork work) {
    return new LoggedUnit(
        UUID.randomUUID().toString(),
        new BranchId(xid),
        resource,
        slot,
        "",
        LoggedUnit.Decision.NONE,
        System.currentTimeMillis(),
        work.sends().stream()
            .map(send -> new LoggedUnit.Send(send.producer(), send.record()))
            .toList(),
        work.acknowledgements().stream()
            .map(
                delivery ->
                    new LoggedUnit.Acknowledgement(
                        delivery.consumer().spec(), delivery.reference()))
            .toList());
  }

  Optional<PreparedBranch> find(Xid xid) {
    return branches.isEmpty()
        ? Optional.empty()
        : Optional.ofNullable(branches.get(new BranchId(xid)));
  }

  /** Returns the branches that a transaction manager is to end. */
  Xid[] recover() {
    return branches.values().stream()
        .filter(branch -> !branch.isCommitting())
        .map(PreparedBranch::id)
        .toArray(Xid[]::new);
  }

  /** All that a transaction manager may still ask about, those ended by hand included. */
  Collection<PreparedBranch> all() {
    return List.copyOf(branches.values());
  }

  /**
   * Ends the waiting of a branch's messages.
   *
   * @param committed whether they are acknowledged, although the broker may still deliver them
   */
  synchronized void release(PreparedBranch branch, boolean committed) {
    List<Recognition> messages = branch.recognitions();
    if (committed) {
      // Of an earlier process, the messages come when somebody listens again.
      Instant end = branch.isRecovered() ? Instant.MAX : Instant.now().plus(TIME_TO_COME_AGAIN);
      messages.forEach(message -> settled.put(message, end));
    }
    messages.forEach(message -> doubtful.remove(message, branch));
    watching = !settled.isEmpty() || !doubtful.isEmpty();
  }

  /** Ends a branch for good, once. */
  void forget(PreparedBranch branch) {
    if (!branches.remove(branch.id(), branch)) {
      return;
    }
    SettlementSlot slot = branch.slot();
    PreparedLog log = openLog.get();
    log.remove(
        branch.logged(),
        () -> {
          if (slot.owner().equals(log.id())) {
            slots.giveBack(slot.number());
          }
        });
  }

  /**
   * Keeps a message back that belongs to a prepared branch, or to one that was committed.
   *
   * @return true if nobody else may have it
   */
  boolean keeps(Delivery delivery) {
    if (!watching) {
      return false;
    }
    Recognition message = Recognition.of(delivery);
    PreparedBranch branch = doubtful.get(message);
    if (branch != null) {
      return branch.keep(message, delivery);
    }
    if (!isSettled(message)) {
      return false;
    }
    delivery.consumer().acknowledge(delivery);
    return true;
  }

  private synchronized boolean isSettled(Recognition message) {
    Instant end = settled.get(message);
    return end != null && Instant.now().isBefore(end);
  }
}
