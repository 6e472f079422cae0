package org.heddle.benchmarks.loop;

/** Starts the loop from outside the adapter's class loader. */
public interface LoopMXBean {

  /**
   * Calls a bean, each time in a transaction with one resource if the bean wants any.
   *
   * @param bean what its activation calls it
   * @param count how many calls each worker makes
   * @param workers how many threads call, each with an endpoint of its own
   * @return the nanoseconds that all of it took
   */
  long run(String bean, int count, int workers);
}
