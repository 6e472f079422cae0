package org.heddle.ra.runtime;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.heddle.ra.log.PreparedLog;
import org.heddle.ra.management.Management;
import org.heddle.ra.transaction.PreparedTransactions;
import org.heddle.spi.BackendContext;

/**
 * The prepared transactions of the adapter with the place where they are kept, from its start to
 * its stop.
 */
final class PreparedStore implements AutoCloseable {

  private static final System.Logger LOG = System.getLogger(PreparedStore.class.getName());

  /** Servers that recover by themselves have done so by then. */
  private static final Duration TIME_TO_RECOVER = Duration.ofMinutes(10);

  private static final String NO_LOG = "without-log";

  private final Optional<PreparedLog> log;
  private final PreparedTransactions transactions;

  private PreparedStore(Optional<PreparedLog> log, PreparedTransactions transactions) {
    this.log = log;
    this.transactions = transactions;
  }

  /**
   * Opens the log. Without one the adapter works, but for transactions of two phases.
   *
   * @throws PreparedLog.InUseException if another adapter has the directory
   */
  static PreparedStore open(Optional<Path> place) throws PreparedLog.InUseException {
    if (place.isEmpty()) {
      return without("This server does not tell where it keeps data; set preparedLogDirectory");
    }
    try {
      PreparedLog log = PreparedLog.open(place.get());
      warnOfLoss(place.get());
      PreparedStore store = new PreparedStore(Optional.of(log), PreparedTransactions.in(log));
      store.warnOfDoubt("wait for the server to recover them");
      return store;
    } catch (PreparedLog.InUseException e) {
      throw e;
    } catch (IOException e) {
      LOG.log(ERROR, "Transactions that also change a database, say, cannot be committed", e);
      return without(
          "Prepared transactions cannot be kept in "
              + place.get()
              + " ("
              + e
              + "); make it writable, or set preparedLogDirectory");
    }
  }

  private static PreparedStore without(String reason) {
    return new PreparedStore(Optional.empty(), PreparedTransactions.impossible(reason));
  }

  private static void warnOfLoss(Path directory) {
    if (ServerData.isTemporary(directory)) {
      LOG.log(
          WARNING,
          "Prepared transactions are kept in {0}, a temporary directory: if the server or the"
              + " machine crashes between the two phases of a commit, they may be lost. Set"
              + " preparedLogDirectory, or give the server a lasting directory of its own",
          directory);
    }
  }

  PreparedTransactions transactions() {
    return transactions;
  }

  /** Makes the management of the adapter, which the log tells from others in the process. */
  Management management() {
    Management management = new Management(log.map(PreparedLog::id).orElse(NO_LOG));
    if (log.isPresent()) {
      management.show(transactions);
    }
    return management;
  }

  /** Says later what is still in doubt then. */
  void remind(BackendContext context) {
    if (!transactions.list().isEmpty()) {
      context.schedule(
          TIME_TO_RECOVER, () -> warnOfDoubt("were not recovered by the server until now"));
    }
  }

  private void warnOfDoubt(String what) {
    List<String> inDoubt =
        transactions.list().stream().map(PreparedTransactions.Description::toString).toList();
    if (!inDoubt.isEmpty()) {
      LOG.log(
          WARNING,
          "{0} prepared transactions of an earlier run {1}; until they are ended, their messages"
              + " are not delivered and their sends not sent. If this server does not recover them,"
              + " end each through the MBean {2} in the way that its other resources ended: {3}",
          inDoubt.size(),
          what,
          log.map(opened -> Management.name(opened.id()).toString()).orElse(""),
          inDoubt);
    }
  }

  @Override
  public void close() {
    log.ifPresent(PreparedLog::close);
  }
}
