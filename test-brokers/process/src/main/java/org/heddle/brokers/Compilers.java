package org.heddle.brokers;

import java.util.List;

/**
 * Which of HotSpot's compilers the processes have: the quick one alone, as most of them end before
 * the thorough one pays, and start in half the time without it. Where their speed is measured, the
 * system property {@code brokers.compilers} is set to {@code all}.
 */
public final class Compilers {

  private Compilers() {}

  /** The options of the virtual machine that say so. */
  public static List<String> options() {
    boolean all = "all".equals(System.getProperty("brokers.compilers"));
    return all ? List.of() : List.of("-XX:TieredStopAtLevel=1");
  }
}
