package org.heddle.benchmarks.app;

/** Does nothing, in a transaction or without one, when the adapter calls it that only loops. */
public class EmptyBean implements Runnable {

  @Override
  public void run() {
    // What the container does around this is all that there is.
  }
}
