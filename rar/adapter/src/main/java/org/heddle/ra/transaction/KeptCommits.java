package org.heddle.ra.transaction;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;

import java.time.Duration;
import java.util.function.Consumer;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendContext;

/**
 * Tells the broker of commits that it could not take when they were decided, with growing pauses,
 * until it takes them or the backend is closed. Safe for several threads.
 */
final class KeptCommits {

  private static final System.Logger LOG = System.getLogger(KeptCommits.class.getName());

  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(32);

  private final Backend backend;
  private final BackendContext context;
  private final Consumer<PreparedBranch> next;
  private volatile boolean closed;

  /**
   * Starts without any.
   *
   * @param next takes those that are left when the backend is closed
   */
  KeptCommits(Backend backend, BackendContext context, Consumer<PreparedBranch> next) {
    this.backend = backend;
    this.context = context;
    this.next = next;
  }

  /** Sees to it that a commit is finished soon, unless somebody does already. */
  void finish(PreparedBranch branch) {
    finish(branch, FIRST_PAUSE);
  }

  /** The same for one that was decided before the last start. */
  void resume(PreparedBranch branch) {
    finish(branch, Duration.ZERO);
  }

  private void finish(PreparedBranch branch, Duration pause) {
    if (branch.beginFinishing()) {
      try {
        tryLater(branch, pause);
      } catch (RuntimeException e) {
        // The adapter stops, and goes on when it starts again.
        LOG.log(DEBUG, "The commit of " + branch + " stays in the log", e);
        branch.endFinishing();
      }
    }
  }

  private void tryLater(PreparedBranch branch, Duration pause) {
    context.schedule(pause, () -> start(branch, pause));
  }

  private void start(PreparedBranch branch, Duration pause) {
    try {
      context.execute("commit of " + branch, () -> attempt(branch, pause));
    } catch (RuntimeException e) {
      LOG.log(DEBUG, "The server has no thread for the commit of " + branch, e);
      tryAgain(branch, pause);
    }
  }

  private void attempt(PreparedBranch branch, Duration pause) {
    if (closed) {
      handOver(branch);
      return;
    }
    try {
      branch.finishCommit(backend);
    } catch (RuntimeException e) {
      LOG.log(
          pause.compareTo(LONGEST_PAUSE) < 0 ? DEBUG : ERROR,
          "The broker still cannot be told to commit the "
              + branch
              + "; mend what is in the way, or drop the transaction through JMX",
          e);
      tryAgain(branch, pause);
    }
  }

  private void tryAgain(PreparedBranch branch, Duration pause) {
    if (closed) {
      handOver(branch);
    } else if (pause.compareTo(LONGEST_PAUSE) >= 0) {
      tryLater(branch, pause);
    } else {
      tryLater(branch, pause.isZero() ? FIRST_PAUSE : pause.multipliedBy(2));
    }
  }

  private void handOver(PreparedBranch branch) {
    branch.endFinishing();
    next.accept(branch);
  }

  /** Leaves what is not finished to others. */
  void close() {
    closed = true;
  }
}
