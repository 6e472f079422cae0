package org.heddle.ra.runtime;

import static java.lang.System.Logger.Level.ERROR;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.function.Consumer;

/**
 * Runs tasks a few at a time on the server's threads, the others in the order in which they came: a
 * thousand of them take no more threads than ten. Thread-safe.
 */
final class Turns {

  private static final System.Logger LOG = System.getLogger(Turns.class.getName());

  private record Turn(String name, Runnable task, Consumer<Throwable> rejected) {}

  private final ServerThreads threads;
  private final int most;
  private final Queue<Turn> waiting = new ArrayDeque<>();
  private int running;

  /**
   * Runs nothing yet.
   *
   * @param most how many threads to take at the same time
   */
  Turns(ServerThreads threads, int most) {
    this.threads = threads;
    this.most = most;
  }

  /**
   * Runs a task as soon as there is a thread for it.
   *
   * @param name what the task does, for logs
   * @param task what to run
   * @param rejected called instead of the task if the server has no thread after all
   * @throws org.heddle.api.MessagingException if the server has no thread to give
   */
  void execute(String name, Runnable task, Consumer<Throwable> rejected) {
    Turn turn = new Turn(name, task, rejected);
    synchronized (this) {
      if (running == most) {
        waiting.add(turn);
        return;
      }
      running++;
    }
    try {
      threads.execute(
          name,
          () -> runFrom(turn),
          problem -> {
            rejected.accept(problem);
            lost(problem);
          });
    } catch (RuntimeException e) {
      lost(e);
      throw e;
    }
  }

  private void runFrom(Turn first) {
    for (Turn turn = first; turn != null; turn = next()) {
      try {
        turn.task.run();
      } catch (RuntimeException | Error e) {
        // The thread goes on with what waits for it.
        LOG.log(ERROR, "Failed: " + turn.name, e);
      }
    }
  }

  private synchronized Turn next() {
    Turn turn = waiting.poll();
    if (turn == null) {
      running--;
    }
    return turn;
  }

  /** One thread less, and if that was the last, nobody is left to come to those that wait. */
  private void lost(Throwable problem) {
    List<Turn> left;
    synchronized (this) {
      if (--running > 0) {
        return;
      }
      left = List.copyOf(waiting);
      waiting.clear();
    }
    left.forEach(turn -> turn.rejected.accept(problem));
  }
}
