package org.heddle.spi;

import java.time.Duration;

/**
 * What the adapter lends to a backend: the server's threads and clock. Safe for several threads.
 *
 * <p>A backend starts no thread of its own besides those of its client library.
 */
public interface BackendContext {

  /**
   * Runs a task, as long as it takes, on a thread of the server. The task must end soon after the
   * backend or the consumer that it serves is closed.
   *
   * @param name what the task does, for logs
   * @param task what to run
   * @throws org.heddle.api.MessagingException if the server has no thread to give
   */
  void execute(String name, Runnable task);

  /**
   * Runs a short task once, later, on the adapter's one timer thread: it must not block.
   *
   * @param delay how long to wait, zero or more
   * @param task what to run; its exceptions are logged
   * @return cancels the task if it has not started; may be called at any time
   */
  Runnable schedule(Duration delay, Runnable task);
}
