package org.heddle.pulsar.client;

import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pulsar.client.api.transaction.Transaction;
import org.heddle.api.MessagingException;
import org.heddle.pulsar.client.HeldMessage.State;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.Delivery;
import org.heddle.spi.PendingSend;
import org.heddle.spi.PreparedAcknowledgement;
import org.heddle.spi.PreparedUnit;
import org.heddle.spi.support.Deadline;

/**
 * Settles prepared units that take effect as a whole, each by one Pulsar transaction that holds its
 * sends, its acknowledgements and its name as a message in {@link SlotOutcomes}.
 *
 * <p>The unit's note is the id of its last transaction, and is on disk before anything is sent in
 * it. So an attempt that may have been made before is recognised: the coordinator is told to abort
 * the transaction; if it knows it no more, the name decides. Safe for several threads.
 */
final class PreparedSettlement implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(PreparedSettlement.class.getName());
  private static final String ACTION = "commit a prepared transaction";
  private static final long PAUSE_MILLIS = 50;

  private final Transactions transactions;
  private final WaitingTransactions waiting;
  private final SlotOutcomes outcomes;
  private final Supplier<OutboundBatch> batches;
  private final Function<PendingSend, BackendProducer> plainly;
  private final SubscriptionOpening opening;
  private final Set<PulsarSubscription> subscriptions;
  private final Duration timeout;
  private volatile boolean closed;

  PreparedSettlement(
      Transactions transactions,
      WaitingTransactions waiting,
      SlotOutcomes outcomes,
      Supplier<OutboundBatch> batches,
      Function<PendingSend, BackendProducer> plainly,
      SubscriptionOpening opening,
      Set<PulsarSubscription> subscriptions,
      Duration timeout) {
    this.transactions = transactions;
    this.waiting = waiting;
    this.outcomes = outcomes;
    this.batches = batches;
    this.plainly = plainly;
    this.opening = opening;
    this.subscriptions = subscriptions;
    this.timeout = timeout;
  }

  private Deadline deadline() {
    // The client answers each send within the time itself; more than that is for the way there.
    return Deadline.in(timeout.plusSeconds(1));
  }

  /**
   * Finds what would be in the way of the second phase, and begins its transaction.
   *
   * @throws MessagingException if something is
   */
  void prepare(PreparedUnit unit) {
    Deadline deadline = deadline();
    for (Delivery delivery : unit.work().acknowledgements()) {
      Acknowledgements.requireKnown((PulsarDelivery) delivery);
    }
    try (OutboundBatch batch = batches.get()) {
      batch.plan(unit.sends(), deadline);
      if (unit.exactlyOnce()) {
        outcomes.ensure(unit.slot(), deadline);
        unit.note(waiting.begin(deadline));
      }
    } catch (InterruptedException e) {
      throw PulsarFailures.translate(e, "prepare a transaction");
    }
  }

  /**
   * Settles a unit unless it is settled.
   *
   * @throws MessagingException if that is not certain within the operation timeout
   */
  void settle(PreparedUnit unit) {
    Deadline deadline = deadline();
    Set<String> acknowledgedBefore = new HashSet<>();
    boolean inDoubt = unit.mayBeSettled();
    try {
      while (true) {
        try {
          attempt(unit, inDoubt, acknowledgedBefore, deadline);
          return;
        } catch (MessagingException e) {
          // Whatever happened, the next attempt finds out what came of this one.
          inDoubt = true;
          if (closed || deadline.passed()) {
            throw e;
          }
          TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
      }
    } catch (InterruptedException e) {
      throw PulsarFailures.translate(e, ACTION);
    }
  }

  private void attempt(
      PreparedUnit unit, boolean inDoubt, Set<String> acknowledgedBefore, Deadline deadline)
      throws InterruptedException {
    if (inDoubt && isSettled(unit, deadline)) {
      OutboundBatch.completeWithoutPlaces(unit.sends());
      dropDelivered(unit.acknowledgements());
      return;
    }
    List<Delivery> held = new ArrayList<>();
    List<PreparedAcknowledgement> lost = new ArrayList<>();
    for (PreparedAcknowledgement acknowledgement : unit.acknowledgements()) {
      if (!acknowledgedBefore.contains(acknowledgement.reference())) {
        acknowledgement
            .delivery()
            .filter(PreparedSettlement::isKnown)
            .ifPresentOrElse(held::add, () -> lost.add(acknowledgement));
      }
    }
    Acknowledgements ofHeld = new Acknowledgements(held);
    try (OutboundBatch batch = batches.get();
        LostAcknowledgements ofLost = new LostAcknowledgements(lost, subscriptions, opening)) {
      batch.plan(unit.sends(), deadline);
      Transaction transaction = transaction(unit, inDoubt, deadline);
      try {
        batch.send(
            transaction, outcomes.send(unit.slot(), unit.name(), transaction, deadline), deadline);
        ofHeld.send(transaction, deadline);
        ofLost.send(transaction, deadline);
      } catch (MessagingException | InterruptedException e) {
        ofHeld.disclaim();
        acknowledgedBefore.addAll(warned(unit, ofHeld.acknowledgedBefore()));
        acknowledgedBefore.addAll(warned(unit, ofLost.acknowledgedBefore()));
        transactions.abort(transaction).whenComplete((done, failure) -> ofHeld.askForUntold());
        throw e;
      }
      commit(unit, transaction, ofHeld, deadline);
      ofHeld.finish();
      // An earlier attempt, or a lost delivery, may have brought a message here a second time.
      dropDelivered(inDoubt ? unit.acknowledgements() : lost);
      batch.complete(plainly);
    }
  }

  private static boolean isKnown(Delivery delivery) {
    PulsarDelivery ours = (PulsarDelivery) delivery;
    return ours.subscription().stateOf(ours) != State.FORGOTTEN;
  }

  /**
   * Somebody else has acknowledged a message, which only the broker's loss of sight of a consumer,
   * or another process, explains. The decision to commit stands, so the rest is committed.
   */
  private static Set<String> warned(PreparedUnit unit, Set<String> references) {
    references.forEach(
        reference ->
            LOG.log(
                WARNING,
                "The message {0} was acknowledged by somebody else while the transaction {1} was"
                    + " prepared, so it may have been processed twice; the rest of the transaction"
                    + " is committed",
                reference,
                unit.name()));
    return references;
  }

  /** The transaction to settle in; its id is on disk when this returns. */
  private Transaction transaction(PreparedUnit unit, boolean inDoubt, Deadline deadline)
      throws InterruptedException {
    Optional<Transaction> begun = waiting.take(unit.note());
    if (begun.isPresent() && !inDoubt) {
      return begun.get();
    }
    Transaction transaction = transactions.begin(deadline);
    unit.note(WaitingTransactions.note(transaction));
    return transaction;
  }

  private void commit(
      PreparedUnit unit, Transaction transaction, Acknowledgements held, Deadline deadline)
      throws InterruptedException {
    try {
      Answers.await(transaction.commit(), deadline);
    } catch (ExecutionException | TimeoutException | InterruptedException e) {
      held.disclaim();
      boolean settled = false;
      try {
        settled = !(e instanceof InterruptedException) && isSettled(unit, deadline);
      } finally {
        if (!settled) {
          held.askForAll();
        }
      }
      if (!settled) {
        throw PulsarFailures.translate(e, ACTION);
      }
    }
  }

  /** Ends the transaction of the unit's note for good, and tells whether it took effect. */
  private boolean isSettled(PreparedUnit unit, Deadline deadline) throws InterruptedException {
    if (unit.note().isEmpty()) {
      return false;
    }
    try {
      // Looking before it has ended could find what is about to change.
      return !transactions.abortInDoubt(WaitingTransactions.idOf(unit.note()), deadline)
          && outcomes.isLast(unit.slot(), unit.name(), deadline);
    } catch (TimeoutException e) {
      throw PulsarFailures.translate(e, "find out whether a prepared transaction is committed");
    }
  }

  /** Drops acknowledged messages that a consumer has taken, or is about to. */
  private void dropDelivered(List<PreparedAcknowledgement> acknowledgements) {
    for (PreparedAcknowledgement acknowledgement : acknowledgements) {
      PulsarMessageId id = MessageReference.parse(acknowledgement.reference()).id();
      subscriptions.stream()
          .filter(subscription -> subscription.reads(acknowledgement.subscription()))
          .forEach(subscription -> subscription.drop(id));
    }
  }

  /**
   * Acknowledges what is lost of a unit that need not take effect as a whole and has been settled.
   * What cannot be acknowledged now, the adapter acknowledges when it comes again.
   */
  void acknowledgeLost(PreparedUnit unit) {
    List<PreparedAcknowledgement> lost =
        unit.acknowledgements().stream()
            .filter(each -> each.delivery().filter(PreparedSettlement::isKnown).isEmpty())
            .toList();
    try (LostAcknowledgements acknowledgements =
        new LostAcknowledgements(lost, subscriptions, opening)) {
      acknowledgements.sendPlainly(deadline());
      dropDelivered(lost);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (MessagingException e) {
      LOG.log(WARNING, "What a prepared transaction acknowledges may be delivered again", e);
    }
  }

  /** Closes what is kept open for the next unit; a unit that is being settled is left to later. */
  @Override
  public void close() {
    closed = true;
    outcomes.close();
  }
}
