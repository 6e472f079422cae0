package org.heddle.benchmarks.report;

import java.util.Objects;

/**
 * The machine that everything ran on: brokers, server and clients.
 *
 * @param cpu the model of its processor
 * @param cores how many cores the processes could use
 * @param memoryMib its memory in MiB
 * @param os operating system and version
 * @param jvm the Java virtual machine and its version
 */
public record Machine(String cpu, int cores, long memoryMib, String os, String jvm) {

  /**
   * Checks the values.
   *
   * @throws IllegalArgumentException if there is no core or no memory
   */
  public Machine {
    Objects.requireNonNull(cpu, "cpu");
    Objects.requireNonNull(os, "os");
    Objects.requireNonNull(jvm, "jvm");
    if (cores < 1 || memoryMib < 1) {
      throw new IllegalArgumentException(
          "A machine has at least one core and 1 MiB, not %d and %d".formatted(cores, memoryMib));
    }
  }
}
