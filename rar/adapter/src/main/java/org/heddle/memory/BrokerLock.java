package org.heddle.memory;

import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** The one lock of a broker, and what has to wait until it is given back. */
final class BrokerLock {

  private static final System.Logger LOG = System.getLogger(BrokerLock.class.getName());

  private final ReentrantLock lock = new ReentrantLock();
  private List<Runnable> later = new ArrayList<>();

  /** Runs what reads or changes the broker. */
  void run(Runnable work) {
    call(
        () -> {
          work.run();
          return null;
        });
  }

  /** Runs what reads or changes the broker and returns its result. */
  <R> R call(Supplier<R> work) {
    lock.lock();
    List<Runnable> due = List.of();
    try {
      return work.get();
    } finally {
      if (lock.getHoldCount() == 1 && !later.isEmpty()) {
        due = later;
        later = new ArrayList<>();
      }
      lock.unlock();
      due.forEach(BrokerLock::runQuietly);
    }
  }

  /**
   * Has a task run by this thread as soon as it has given the lock back; for listeners and futures,
   * whose code is not ours. Call with the lock held.
   */
  void later(Runnable task) {
    later.add(task);
  }

  private static void runQuietly(Runnable task) {
    try {
      task.run();
    } catch (RuntimeException e) {
      // A listener that throws must not fail the sender that happened to wake it.
      LOG.log(Level.WARNING, "A listener of the in-memory broker failed", e);
    }
  }
}
