package org.heddle.ra.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.heddle.api.MessagingException;
import org.heddle.spi.BackendContext;

/** A context whose timers run when the test says so, and whose threads are not always to be had. */
final class SteppedContext implements BackendContext {

  private final BooleanSupplier hasThread;
  private final List<Runnable> due = new ArrayList<>();

  /** What the timers were set to. */
  final List<Duration> delays = new ArrayList<>();

  SteppedContext(BooleanSupplier hasThread) {
    this.hasThread = hasThread;
  }

  /** Runs what was scheduled until now. */
  void runTimers() {
    List<Runnable> now = List.copyOf(due);
    due.clear();
    for (Runnable task : now) {
      try {
        task.run();
      } catch (MessagingException e) {
        // As the server's timer does, which logs it.
        continue;
      }
    }
  }

  boolean isIdle() {
    return due.isEmpty();
  }

  @Override
  public void execute(String name, Runnable task) {
    if (!hasThread.getAsBoolean()) {
      throw new MessagingException("The server gives no thread");
    }
    task.run();
  }

  @Override
  public Runnable schedule(Duration delay, Runnable task) {
    delays.add(delay);
    due.add(task);
    return () -> due.remove(task);
  }

  @Override
  public ClassLoader clientLoader(Class<?> neighbour, String client) {
    throw new UnsupportedOperationException("There is no client library here");
  }
}
