package org.heddle.benchmarks.harness;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.heddle.benchmarks.report.Settings;
import org.junit.jupiter.api.Test;

/** Who runs when, and how often. */
class ContestTest {

  private static final long MILLI = 1_000_000;

  private final Schedule schedule = schedule(0, 2);
  private final List<String> story = new ArrayList<>();

  private static Schedule schedule(int warmUps, int rounds) {
    return new Schedule(Settings.QUICK, warmUps, rounds, 0.5, List.of(), List.of());
  }

  private Contest.Contestant taking(String name, long nanosEach) {
    return count -> {
      story.add(name + " " + count);
      return count * nanosEach;
    };
  }

  @Test
  void shouldRunThereAndBackForTheTimeOfARound() {
    Map<String, List<Double>> rates =
        new Contest(schedule, 100, 10_000)
            .with("fast", taking("fast", MILLI))
            .with("slow", taking("slow", 2 * MILLI))
            .run();

    assertThat(story)
        .containsExactly(
            "fast 100",
            "fast 250",
            "slow 100",
            "slow 125",
            "fast 500",
            "slow 250",
            "slow 250",
            "fast 500");
    assertThat(rates)
        .containsExactly(
            Map.entry("fast", List.of(1000.0, 1000.0)), Map.entry("slow", List.of(500.0, 500.0)));
  }

  @Test
  void shouldNeverRunMoreOftenThanAllowedNorHardlyAtAll() {
    new Contest(schedule, 100, 300)
        .with("fast", taking("fast", MILLI))
        .with("slow", taking("slow", 1000 * MILLI))
        .run();

    assertThat(story).contains("fast 300", "slow 50");
  }

  @Test
  void shouldNotCountWhatIsRunToWarmUp() {
    Map<String, List<Double>> rates =
        new Contest(schedule(2, 1), 100, 10_000)
            .with(
                "compiled in time",
                count -> {
                  story.add("of " + count);
                  return count * (story.size() < 4 ? 2 * MILLI : MILLI);
                })
            .run();

    assertThat(story).containsExactly("of 100", "of 125", "of 250", "of 250", "of 500");
    assertThat(rates).containsExactly(Map.entry("compiled in time", List.of(1000.0)));
  }
}
