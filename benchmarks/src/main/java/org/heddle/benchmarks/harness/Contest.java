package org.heddle.benchmarks.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Measures several ways to do the same in turns, so that each round of one has a round of the other
 * next to it. Every other round goes from the last to the first, so that nobody always comes after
 * the same one, whose work the broker may not be done with. Rounds that do not count warm each up
 * and tell how much it does in the time of a round.
 */
final class Contest {

  private static final long NANOS = 1_000_000_000L;

  /** One of the ways. */
  interface Contestant {

    /**
     * Does something a number of times.
     *
     * @return the nanoseconds that it took
     */
    long run(int count);
  }

  private final Schedule schedule;
  private final int first;
  private final int most;
  private final Map<String, Contestant> contestants = new LinkedHashMap<>();

  /**
   * Has nobody yet.
   *
   * @param first how often in the round that warms up
   * @param most how often in any round
   */
  Contest(Schedule schedule, int first, int most) {
    this.schedule = schedule;
    this.first = first;
    this.most = most;
  }

  Contest with(String name, Contestant contestant) {
    contestants.put(name, contestant);
    return this;
  }

  /** Runs all rounds; blocks. Returns how often per second in each, by name. */
  Map<String, List<Double>> run() {
    Map<String, Integer> counts = new LinkedHashMap<>();
    contestants.forEach(
        (name, contestant) -> {
          int guess = count(rate(first, contestant) / 2);
          counts.put(name, count(rate(guess, contestant)));
        });
    for (int round = 0; round < schedule.warmUps(); round++) {
      contestants.forEach(
          (name, contestant) ->
              counts.computeIfPresent(name, (same, count) -> count(rate(count, contestant))));
    }
    Map<String, List<Double>> rates = new LinkedHashMap<>();
    contestants.keySet().forEach(name -> rates.put(name, new ArrayList<>()));
    List<String> order = new ArrayList<>(contestants.keySet());
    for (int round = 0; round < schedule.rounds(); round++) {
      order.forEach(name -> rates.get(name).add(rate(counts.get(name), contestants.get(name))));
      Collections.reverse(order);
    }
    return rates;
  }

  private int count(double rate) {
    return (int) Math.max(first / 2.0, Math.min(most, rate * schedule.seconds()));
  }

  private static double rate(int count, Contestant contestant) {
    return count * (double) NANOS / Math.max(1, contestant.run(count));
  }
}
