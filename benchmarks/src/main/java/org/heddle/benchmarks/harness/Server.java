package org.heddle.benchmarks.harness;

import java.util.Arrays;

/** An application server that holds the adapter and the application. */
interface Server extends AutoCloseable {

  /** What it is called in the results. */
  String name();

  /**
   * Has the application run a task; blocks until it is done.
   *
   * @param parameters names and values in turn
   * @return what it measured
   * @throws IllegalStateException if it failed, with its own words
   */
  String ask(String task, Object... parameters);

  /** A task that measures one number. */
  default long measure(String task, Object... parameters) {
    return Long.parseLong(ask(task, parameters));
  }

  /** A task that measures several. */
  default long[] measureAll(String task, Object... parameters) {
    return Arrays.stream(ask(task, parameters).split(" ")).mapToLong(Long::parseLong).toArray();
  }

  @Override
  void close();
}
