package org.heddle.ra.transaction;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.heddle.api.MessagingException;
import org.heddle.spi.BackendContext;

/** A context whose timers run when the test says so, and whose threads are not always to be had. */
final class SteppedContext implements BackendContext {

  private final Random random;
  private final List<Runnable> due = new ArrayList<>();

  /** There is always a thread. */
  boolean reliable;

  SteppedContext(Random random) {
    this.random = random;
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
    if (!reliable && random.nextInt(4) == 0) {
      throw new MessagingException("The server gives no thread");
    }
    task.run();
  }

  @Override
  public Runnable schedule(Duration delay, Runnable task) {
    due.add(task);
    return () -> due.remove(task);
  }

  @Override
  public ClassLoader clientLoader(Class<?> neighbour, String client) {
    throw new UnsupportedOperationException("There is no client library here");
  }
}
