package org.heddle.benchmarks.app;

/** Is called in a transaction in which nothing happens, by the adapter that only loops. */
public class EmptyBean implements Runnable {

  @Override
  public void run() {
    // The transaction around this is all that there is.
  }
}
