package org.heddle.benchmarks.bare;

import java.lang.management.ManagementFactory;

/** What this virtual machine holds. */
public final class Footprint {

  private static final int COLLECTIONS = 3;
  private static final long PAUSE_MILLIS = 100;

  private Footprint() {}

  /**
   * Measures; blocks for a moment.
   *
   * @return the bytes of the heap that are in use after a collection, and the live threads
   */
  public static String measure() throws InterruptedException {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      Thread.sleep(PAUSE_MILLIS);
    }
    long used = ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    return used + " " + ManagementFactory.getThreadMXBean().getThreadCount();
  }
}
