package org.heddle.ra.transaction;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.heddle.api.MessagingException;
import org.heddle.ra.log.BranchId;
import org.heddle.ra.log.LoggedUnit;
import org.heddle.ra.log.LoggedUnit.Decision;
import org.heddle.ra.log.PreparedLog;

/**
 * The prepared transactions of the adapter: what an earlier process left in the log, and what this
 * one adds. As a rule transaction managers end them; where one cannot, an administrator does.
 *
 * <p>Safe for several threads.
 */
public final class PreparedTransactions {

  private final Optional<PreparedLog> log;
  private final String whyNoLog;
  private final Map<String, PreparedBranches> resources = new ConcurrentHashMap<>();
  private final Map<String, List<UnitRegistry>> registries = new ConcurrentHashMap<>();

  private PreparedTransactions(Optional<PreparedLog> log, String whyNoLog) {
    this.log = log;
    this.whyNoLog = whyNoLog;
  }

  /**
   * Takes over what is in a log.
   *
   * @param log an open log, to be closed by the caller when no transaction is under way
   * @return what is in it
   */
  public static PreparedTransactions in(PreparedLog log) {
    PreparedTransactions transactions = new PreparedTransactions(Optional.of(log), "");
    log.found().forEach(unit -> transactions.of(unit.resource()).recover(unit));
    return transactions;
  }

  /**
   * Refuses to prepare any.
   *
   * @param reason why, as a sentence that says what to do
   * @return one that stays empty
   */
  public static PreparedTransactions impossible(String reason) {
    return new PreparedTransactions(Optional.empty(), reason);
  }

  /**
   * A transaction that is prepared and not ended, or ended by hand.
   *
   * @param name the adapter's own name for it
   * @param branch the transaction manager's id of its branch
   * @param resource the broker
   * @param preparedMillis when it was prepared, in milliseconds since 1970
   * @param sends how many messages it sends
   * @param acknowledgements how many messages it acknowledges
   * @param decision what was decided by hand
   */
  public record Description(
      String name,
      String branch,
      String resource,
      long preparedMillis,
      int sends,
      int acknowledgements,
      Decision decision) {}

  PreparedBranches of(String resource) {
    return resources.computeIfAbsent(resource, name -> new PreparedBranches(name, this::log));
  }

  private PreparedLog log() {
    return log.orElseThrow(() -> new MessagingException(whyNoLog));
  }

  /** Lets a broker's transactions be ended by hand as long as one of its backends is open. */
  void attach(String resource, UnitRegistry registry) {
    registries.computeIfAbsent(resource, unused -> new CopyOnWriteArrayList<>()).add(registry);
  }

  void detach(String resource, UnitRegistry registry) {
    registries.get(resource).remove(registry);
  }

  /** Any that is open on the broker. */
  Optional<UnitRegistry> registry(String resource) {
    return registries.getOrDefault(resource, List.of()).stream().findFirst();
  }

  /**
   * Returns a resource that recovers the branches of all brokers, those included that no backend is
   * open of: the decision to commit is kept for the next that is opened.
   *
   * @return a resource that nothing can be enlisted with
   */
  public XAResource xaResource() {
    return new RecoveryXaResource(this);
  }

  /** Returns the branches that a transaction manager is to end. */
  Xid[] recover() {
    return resources.values().stream()
        .flatMap(resource -> Stream.of(resource.recover()))
        .toArray(Xid[]::new);
  }

  /** Has a branch committed by a backend of its broker, now or when one is opened. */
  void commit(Xid xid) throws XAException {
    PreparedBranch branch = branch(xid);
    branch.commitLater();
    registry(branch.logged().resource()).ifPresent(open -> open.finish(branch));
  }

  void rollback(Xid xid) throws XAException {
    branch(xid).rollback();
  }

  void forget(Xid xid) throws XAException {
    branch(xid).forget();
  }

  private PreparedBranch branch(Xid xid) throws XAException {
    return resources.values().stream()
        .flatMap(resource -> resource.find(xid).stream())
        .findFirst()
        .orElseThrow(
            () ->
                XaFailures.failure(
                    XAException.XAER_NOTA,
                    "There is no such prepared branch: " + new BranchId(xid)));
  }

  /**
   * Lists what is prepared.
   *
   * @return the oldest first
   */
  public List<Description> list() {
    return branches().stream()
        .map(PreparedBranch::logged)
        .sorted(Comparator.comparingLong(LoggedUnit::preparedMillis))
        .map(
            unit ->
                new Description(
                    unit.name(),
                    unit.branch().toString(),
                    unit.resource(),
                    unit.preparedMillis(),
                    unit.sends().size(),
                    unit.acknowledgements().size(),
                    unit.decision()))
        .toList();
  }

  private List<PreparedBranch> branches() {
    List<PreparedBranch> all = new ArrayList<>();
    resources.values().forEach(resource -> all.addAll(resource.all()));
    return all;
  }

  /**
   * Ends a transaction by hand; blocks until it is settled or dropped.
   *
   * @param name as {@link #list()} tells
   * @param decision how
   * @throws MessagingException if there is none of that name, it was ended before, or its broker
   *     cannot be reached
   */
  public void decide(String name, Decision decision) {
    PreparedBranch branch = branch(name);
    UnitRegistry registry =
        registry(branch.logged().resource())
            .orElseThrow(
                () ->
                    new MessagingException(
                        "No connection factory is in use that reaches "
                            + branch.logged().resource()
                            + "; use one, so that the transaction can be ended there"));
    try {
      registry.decide(branch, decision);
    } catch (XAException e) {
      throw new MessagingException("Cannot end " + branch + ": " + e.getMessage(), e);
    }
  }

  /**
   * Forgets a transaction that was ended by hand, although its transaction manager has not asked.
   *
   * @param name as {@link #list()} tells
   * @throws MessagingException if there is none of that name, or it was not ended by hand
   */
  public void forget(String name) {
    PreparedBranch branch = branch(name);
    try {
      branch.forget();
    } catch (XAException e) {
      throw new MessagingException("Cannot forget " + branch + ": " + e.getMessage(), e);
    }
  }

  private PreparedBranch branch(String name) {
    return branches().stream()
        .filter(branch -> branch.name().equals(name))
        .findFirst()
        .orElseThrow(() -> new MessagingException("No prepared transaction is called " + name));
  }
}
