package org.heddle.benchmarks.harness;

import java.util.List;
import org.heddle.benchmarks.report.Settings;

/**
 * How thoroughly is measured.
 *
 * @param settings what the report calls it
 * @param warmUps how many rounds of each do not count, besides two that tell how much a round does:
 *     the virtual machine compiles what is used most only after seconds
 * @param rounds how often each is measured after that
 * @param seconds how long a round shall last
 * @param sizes the sizes of the messages, in bytes
 * @param parts what is measured, unless a part is asked for
 */
record Schedule(
    Settings settings,
    int warmUps,
    int rounds,
    double seconds,
    List<Integer> sizes,
    List<String> parts) {

  static final Schedule QUICK =
      new Schedule(
          Settings.QUICK,
          0,
          1,
          0.3,
          List.of(1024),
          List.of("consume", "send", "latency", "commit", "deployment"));
  static final Schedule FULL =
      new Schedule(
          Settings.FULL,
          1,
          4,
          0.5,
          List.of(1024, 100),
          List.of("consume", "send", "latency", "commit", "deployment", "growth", "wildfly"));

  /** The same for messages of one size: what the first has warmed up is warm for the others. */
  Schedule of(int size) {
    int left = size == sizes.get(0) ? warmUps : 0;
    return new Schedule(settings, left, rounds, seconds, List.of(size), parts);
  }

  /** The same for what shows how costs grow, and not what they are. */
  Schedule roughly() {
    return new Schedule(settings, 0, Math.min(2, rounds), seconds, sizes, parts);
  }

  /** The same with messages of the first size only. */
  Schedule withFirstSize() {
    return new Schedule(settings, warmUps, rounds, seconds, sizes.subList(0, 1), parts);
  }
}
