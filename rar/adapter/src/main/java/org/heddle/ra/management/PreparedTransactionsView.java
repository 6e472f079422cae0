package org.heddle.ra.management;

import java.time.Instant;
import java.util.List;
import org.heddle.api.MessagingException;
import org.heddle.ra.log.LoggedUnit.Decision;
import org.heddle.ra.transaction.PreparedTransactions;

/** The prepared transactions as JMX shows them. */
record PreparedTransactionsView(PreparedTransactions transactions)
    implements PreparedTransactionsMXBean {

  @Override
  public List<Entry> getTransactions() {
    return transactions.list().stream()
        .map(
            it ->
                new Entry(
                    it.name(),
                    it.branch(),
                    it.resource(),
                    Instant.ofEpochMilli(it.preparedMillis()).toString(),
                    it.sends(),
                    it.acknowledgements(),
                    it.decision().name()))
        .toList();
  }

  @Override
  public void commit(String name) {
    explain(() -> transactions.decide(name, Decision.COMMITTED));
  }

  @Override
  public void rollback(String name) {
    explain(() -> transactions.decide(name, Decision.ROLLED_BACK));
  }

  @Override
  public void forget(String name) {
    explain(() -> transactions.forget(name));
  }

  /** A console has the JDK's exceptions alone. */
  private static void explain(Runnable call) {
    try {
      call.run();
    } catch (MessagingException e) {
      throw new IllegalArgumentException(e.getMessage());
    }
  }
}
