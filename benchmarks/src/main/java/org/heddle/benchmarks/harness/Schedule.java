package org.heddle.benchmarks.harness;

import java.util.List;
import org.heddle.benchmarks.report.Settings;

/**
 * How thoroughly is measured.
 *
 * @param settings what the report calls it
 * @param rounds how often each is measured, after a round that does not count
 * @param seconds how long a round shall last
 * @param sizes the sizes of the messages, in bytes
 * @param growth whether it is measured how costs grow
 */
record Schedule(
    Settings settings, int rounds, double seconds, List<Integer> sizes, boolean growth) {

  static final Schedule QUICK = new Schedule(Settings.QUICK, 1, 0.3, List.of(1024), false);
  static final Schedule FULL = new Schedule(Settings.FULL, 5, 0.8, List.of(1024, 100), true);
}
