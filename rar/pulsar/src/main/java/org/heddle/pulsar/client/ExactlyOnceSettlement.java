package org.heddle.pulsar.client;

import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pulsar.client.api.transaction.Transaction;
import org.heddle.api.MessagingException;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.OutcomeUnknownException;
import org.heddle.spi.PendingSend;
import org.heddle.spi.UnitOfWork;
import org.heddle.spi.support.Deadline;

/**
 * Settles units of work that take effect as a whole, each by one Pulsar transaction that holds its
 * sends and its acknowledgements. The acknowledgements come last, when nothing else can fail but
 * the commit: the broker would deliver them again at once, whatever delay was asked for. Safe for
 * several threads.
 */
final class ExactlyOnceSettlement {

  private static final String ACTION = "commit a transaction";

  private final Transactions transactions;
  private final OutcomeMarkers markers;
  private final Function<PendingSend, BackendProducer> plainly;
  private final Supplier<OutboundBatch> batches;
  private final Duration timeout;

  ExactlyOnceSettlement(
      Transactions transactions,
      OutcomeMarkers markers,
      Supplier<OutboundBatch> batches,
      Function<PendingSend, BackendProducer> plainly,
      Duration timeout) {
    this.transactions = transactions;
    this.markers = markers;
    this.batches = batches;
    this.plainly = plainly;
    this.timeout = timeout;
  }

  /**
   * Settles a unit.
   *
   * @throws OutcomeUnknownException if it cannot be found out whether it took effect
   * @throws MessagingException if it did not take effect
   */
  void settle(UnitOfWork unit) {
    // The client answers each send within the time itself; more than that is for the way there.
    Deadline deadline = Deadline.in(timeout.plusSeconds(1));
    Acknowledgements acknowledgements = new Acknowledgements(unit.acknowledgements());
    try (OutboundBatch batch = batches.get()) {
      batch.plan(unit.sends(), deadline);
      if (batch.size() > 0 || !acknowledgements.isEmpty()) {
        settle(batch, acknowledgements, deadline);
      }
      acknowledgements.finish();
      batch.complete(plainly);
    } catch (InterruptedException e) {
      throw PulsarFailures.translate(e, ACTION);
    }
  }

  private void settle(OutboundBatch batch, Acknowledgements acknowledgements, Deadline deadline)
      throws InterruptedException {
    String marker = markers.expect(deadline);
    try {
      Transaction transaction = transactions.begin(deadline);
      try {
        batch.send(transaction, markers.send(marker, transaction), deadline);
        acknowledgements.send(transaction, deadline);
      } catch (MessagingException | InterruptedException e) {
        acknowledgements.disclaim();
        transactions
            .abort(transaction)
            .whenComplete((done, failure) -> acknowledgements.askForUntold());
        throw e;
      }
      commit(transaction, marker, batch, acknowledgements);
    } finally {
      markers.forget(marker);
    }
  }

  private void commit(
      Transaction transaction,
      String marker,
      OutboundBatch batch,
      Acknowledgements acknowledgements) {
    boolean interrupted = false;
    Deadline deadline = Deadline.in(timeout);
    try {
      while (true) {
        try {
          Answers.await(transaction.commit(), deadline);
          return;
        } catch (InterruptedException e) {
          // A commit that was begun must be brought to its end.
          interrupted = true;
        }
      }
    } catch (ExecutionException | TimeoutException e) {
      acknowledgements.disclaim();
      if (!tookEffect(transaction, marker, batch, acknowledgements, e)) {
        throw PulsarFailures.translate(e, ACTION);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private boolean tookEffect(
      Transaction transaction,
      String marker,
      OutboundBatch batch,
      Acknowledgements acknowledgements,
      Exception failure) {
    Deadline deadline = Deadline.in(timeout.multipliedBy(2));
    try {
      // Looking before it has ended could find what is about to change.
      boolean tookEffect =
          !transactions.abortInDoubt(transaction.getTxnID(), deadline)
              && markers.isSeen(marker, deadline);
      if (!tookEffect) {
        acknowledgements.askForAll();
      }
      return tookEffect;
    } catch (InterruptedException | ExecutionException | TimeoutException | RuntimeException e) {
      if (e instanceof InterruptedException) {
        Thread.currentThread().interrupt();
      }
      acknowledgements.askForAll();
      failure.addSuppressed(e);
      throw new OutcomeUnknownException(
          "The connection to the broker was lost while a transaction with "
              + batch.size()
              + " sends and "
              + acknowledgements.size()
              + " acknowledgements was committed, and it does not come back; whether it was, the"
              + " topics show; what was not acknowledged is delivered again",
          failure);
    }
  }
}
