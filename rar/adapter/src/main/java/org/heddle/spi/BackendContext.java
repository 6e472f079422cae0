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

  /**
   * Returns the class loader of a client library, shut off from the server's own libraries.
   *
   * <p>It is child-first and sees the jars in the folder {@code clients/<client>} of the jar that
   * holds {@code neighbour}, and the package {@code client} below the neighbour's own package. All
   * else, the neighbour, the API and this package included, comes from the neighbour's loader. The
   * same loader is returned every time and closed when the adapter stops.
   *
   * @param neighbour a class of the backend that does not touch the client library
   * @param client the folder's name, for example {@code kafka}
   * @return the loader; also to be the context class loader wherever the client library starts
   *     threads or looks up services
   * @throws org.heddle.api.MessagingException if the library is not there or cannot be unpacked
   */
  ClassLoader clientLoader(Class<?> neighbour, String client);
}
