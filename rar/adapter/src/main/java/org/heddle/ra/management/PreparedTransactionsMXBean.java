package org.heddle.ra.management;

import java.beans.ConstructorProperties;
import java.util.List;

/**
 * Shows the transactions that are prepared and not ended, and ends them where the server's
 * transaction manager cannot. To end one by hand is a heuristic decision: look first how the
 * transaction ended at its other resources, such as the database, and decide alike.
 */
public interface PreparedTransactionsMXBean {

  /** A prepared transaction. */
  final class Entry {

    private final String name;
    private final String branch;
    private final String resource;
    private final String preparedAt;
    private final int sends;
    private final int acknowledgements;
    private final String decision;

    /**
     * Creates an entry.
     *
     * @param name what it is called here
     * @param branch the transaction manager's id of it: format, global transaction and branch
     *     qualifier, in hexadecimal digits
     * @param resource the broker
     * @param preparedAt when it was prepared, in ISO 8601
     * @param sends how many messages it sends
     * @param acknowledgements how many messages it acknowledges
     * @param decision {@code NONE}, or what was decided by hand: {@code COMMITTED}, {@code
     *     ROLLED_BACK}
     */
    @ConstructorProperties({
      "name",
      "branch",
      "resource",
      "preparedAt",
      "sends",
      "acknowledgements",
      "decision"
    })
    public Entry(
        String name,
        String branch,
        String resource,
        String preparedAt,
        int sends,
        int acknowledgements,
        String decision) {
      this.name = name;
      this.branch = branch;
      this.resource = resource;
      this.preparedAt = preparedAt;
      this.sends = sends;
      this.acknowledgements = acknowledgements;
      this.decision = decision;
    }

    public String getName() {
      return name;
    }

    public String getBranch() {
      return branch;
    }

    public String getResource() {
      return resource;
    }

    public String getPreparedAt() {
      return preparedAt;
    }

    public int getSends() {
      return sends;
    }

    public int getAcknowledgements() {
      return acknowledgements;
    }

    public String getDecision() {
      return decision;
    }
  }

  /**
   * Lists the transactions that are prepared and not ended, and those ended by hand that the
   * transaction manager does not know to be so.
   *
   * @return the oldest first
   */
  List<Entry> getTransactions();

  /**
   * Commits a transaction by hand; blocks until that is done.
   *
   * @param name as listed
   * @throws IllegalArgumentException if that is not possible; the message says why
   */
  void commit(String name);

  /**
   * Rolls a transaction back by hand. If the server crashed while the broker was told to commit it,
   * it may have taken effect at the broker before; a commit by hand recognises that, a rollback
   * cannot.
   *
   * @param name as listed
   * @throws IllegalArgumentException if that is not possible; the message says why
   */
  void rollback(String name);

  /**
   * Forgets a transaction that was ended by hand. Transaction managers ask for that themselves; one
   * that does not know the transaction any more never will.
   *
   * @param name as listed
   * @throws IllegalArgumentException if that is not possible; the message says why
   */
  void forget(String name);
}
