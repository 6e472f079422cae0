package org.heddle.pulsar.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pulsar.client.api.transaction.Transaction;
import org.apache.pulsar.client.api.transaction.TransactionCoordinatorClientException.InvalidTxnStatusException;
import org.apache.pulsar.client.api.transaction.TransactionCoordinatorClientException.TransactionNotFoundException;
import org.apache.pulsar.client.api.transaction.TxnID;
import org.apache.pulsar.client.impl.transaction.TransactionCoordinatorClientImpl;
import org.heddle.spi.support.Deadline;
import org.heddle.spi.support.OwnContext;

/** Begins Pulsar's transactions and brings them to an end. Safe for several threads. */
final class Transactions {

  private static final long PAUSE_MILLIS = 50;

  private final PulsarClients clients;
  private final Duration timeout;

  /**
   * Uses a client.
   *
   * @param timeout when the broker aborts a transaction that nobody ends
   */
  Transactions(PulsarClients clients, Duration timeout) {
    this.clients = clients;
    this.timeout = timeout;
  }

  /**
   * Begins a transaction.
   *
   * @throws org.heddle.api.MessagingException if the broker is away or has no transactions
   */
  Transaction begin(Deadline deadline) throws InterruptedException {
    try {
      return Answers.await(
          OwnContext.call(
              Transactions.class,
              () ->
                  clients
                      .transactional()
                      .newTransaction()
                      .withTransactionTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
                      .build()),
          deadline);
    } catch (ExecutionException | TimeoutException e) {
      throw PulsarFailures.translate(e, "begin a transaction");
    }
  }

  /** Aborts a transaction that nobody has tried to commit; one that cannot be reached expires. */
  CompletableFuture<Void> abort(Transaction transaction) {
    return transaction.abort().exceptionally(failure -> null);
  }

  /**
   * Has a transaction ended for good whose commit was not answered, whoever began it; blocks.
   *
   * @return true if it is aborted now, false if it had ended already, one way or the other
   * @throws TimeoutException if the coordinator does not answer until the deadline
   * @throws InterruptedException if the thread is interrupted
   */
  boolean abortInDoubt(TxnID transaction, Deadline deadline)
      throws TimeoutException, InterruptedException {
    // The public way refuses, since this client has asked for the commit before, or an earlier
    // process has begun the transaction.
    TransactionCoordinatorClientImpl coordinator = clients.transactional().getTcClient();
    while (true) {
      try {
        Answers.await(coordinator.abortAsync(transaction), deadline);
        return true;
      } catch (ExecutionException e) {
        Throwable cause = PulsarFailures.unwrap(e);
        if (cause instanceof TransactionNotFoundException) {
          return false;
        }
        // It is being committed at this moment, or the coordinator moves or is away.
        if (!(cause instanceof InvalidTxnStatusException) && !PulsarFailures.isPassing(cause)) {
          throw PulsarFailures.translate(e, "end a transaction");
        }
        if (deadline.passed()) {
          throw new TimeoutException("The coordinator does not end the transaction: " + cause);
        }
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
    }
  }
}
