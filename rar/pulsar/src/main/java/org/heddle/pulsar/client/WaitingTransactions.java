package org.heddle.pulsar.client;

import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.apache.pulsar.client.api.transaction.Transaction;
import org.apache.pulsar.client.api.transaction.TxnID;
import org.heddle.spi.support.Deadline;

/**
 * Transactions that were begun in the first phase for the second, so that one force of the log
 * keeps the unit and the transaction's id. Nobody says when a unit is rolled back: the broker
 * aborts its transaction, and it is forgotten here. Safe for several threads.
 */
final class WaitingTransactions {

  private record Waiting(Transaction transaction, Deadline usable) {}

  private final Transactions transactions;
  private final Duration usable;
  private final Map<String, Waiting> waiting = new LinkedHashMap<>();

  /**
   * Keeps transactions for half of their time.
   *
   * @param timeout when the broker aborts them
   */
  WaitingTransactions(Transactions transactions, Duration timeout) {
    this.transactions = transactions;
    this.usable = timeout.dividedBy(2);
  }

  /** Begins a transaction and returns the note that it is taken by. */
  String begin(Deadline deadline) throws InterruptedException {
    Transaction transaction = transactions.begin(deadline);
    String note = note(transaction);
    synchronized (this) {
      Iterator<Waiting> oldest = waiting.values().iterator();
      while (oldest.hasNext() && oldest.next().usable().passed()) {
        oldest.remove();
      }
      waiting.put(note, new Waiting(transaction, Deadline.in(usable)));
    }
    return note;
  }

  /** Takes the transaction of a note, unless it is about to expire. */
  synchronized Optional<Transaction> take(String note) {
    return Optional.ofNullable(waiting.remove(note))
        .filter(found -> !found.usable().passed())
        .map(Waiting::transaction);
  }

  static String note(Transaction transaction) {
    TxnID id = transaction.getTxnID();
    return id.getMostSigBits() + ":" + id.getLeastSigBits();
  }

  static TxnID idOf(String note) {
    int colon = note.indexOf(':');
    return new TxnID(
        Long.parseLong(note.substring(0, colon)), Long.parseLong(note.substring(colon + 1)));
  }
}
