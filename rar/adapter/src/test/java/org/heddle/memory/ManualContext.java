package org.heddle.memory;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.Queue;
import org.heddle.spi.BackendContext;

/** A context whose clock the test moves; safe for several threads. */
final class ManualContext implements BackendContext {

  private final Queue<Timer> timers =
      new PriorityQueue<>(Comparator.comparing(Timer::due).thenComparing(Timer::number));
  private Duration now = Duration.ZERO;
  private long lastNumber;
  private boolean refusing;

  private record Timer(Duration due, long number, Runnable task) {}

  /** Lets time pass and runs what becomes due. */
  void advance(Duration duration) {
    synchronized (this) {
      now = now.plus(duration);
    }
    for (Timer timer = next(); timer != null; timer = next()) {
      timer.task().run();
    }
  }

  private synchronized Timer next() {
    boolean none = timers.isEmpty() || timers.peek().due().compareTo(now) > 0;
    return none ? null : timers.remove();
  }

  private synchronized void cancel(Timer timer) {
    timers.remove(timer);
  }

  /** Refuses timers from now on, as a server does that shuts down. */
  synchronized void refuseTimers() {
    refusing = true;
  }

  synchronized Duration now() {
    return now;
  }

  synchronized List<Duration> due() {
    return timers.stream().map(Timer::due).toList();
  }

  @Override
  public synchronized Runnable schedule(Duration delay, Runnable task) {
    if (refusing) {
      throw new IllegalStateException("The timer has stopped");
    }
    Timer timer = new Timer(now.plus(delay), ++lastNumber, task);
    timers.add(timer);
    return () -> cancel(timer);
  }

  @Override
  public void execute(String name, Runnable task) {
    throw new UnsupportedOperationException("The in-memory broker runs nothing by itself");
  }

  @Override
  public ClassLoader clientLoader(Class<?> neighbour, String client) {
    throw new UnsupportedOperationException("The in-memory broker has no client library");
  }
}
