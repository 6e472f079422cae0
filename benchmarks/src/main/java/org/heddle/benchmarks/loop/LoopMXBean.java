package org.heddle.benchmarks.loop;

/** Starts the loop from outside the adapter's class loader. */
public interface LoopMXBean {

  /**
   * Calls the endpoint, each time in a transaction with one resource.
   *
   * @param count how many calls each worker makes
   * @param workers how many threads call, each with an endpoint of its own
   * @return the nanoseconds that all of it took
   */
  long run(int count, int workers);
}
