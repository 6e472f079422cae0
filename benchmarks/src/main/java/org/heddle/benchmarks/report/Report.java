package org.heddle.benchmarks.report;

import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Everything that one run of the benchmarks measured.
 *
 * @param environment when, where and with what
 * @param settings how thoroughly
 * @param series what was measured; sorted, so that two reports can be compared line by line
 */
public record Report(Environment environment, Settings settings, List<Series> series) {

  // What the others are compared with comes first.
  private static final Comparator<Series> ORDER =
      Comparator.comparing(Series::group)
          .thenComparing(Series::broker)
          .thenComparing(one -> one.baseline().isPresent())
          .thenComparing(Series::name)
          .thenComparing(Series::server)
          .thenComparing(Series::unit)
          .thenComparing(one -> one.parameter().map(Parameter::name).orElse(""))
          .thenComparing(one -> one.parameter().map(Parameter::value).orElse(0.0))
          .thenComparing(Series::size);

  /**
   * Sorts and checks the series.
   *
   * @throws IllegalArgumentException if two series are the same, if a baseline is not there, or if
   *     it has not as many rounds as what is compared with it
   */
  public Report {
    Objects.requireNonNull(environment, "environment");
    Objects.requireNonNull(settings, "settings");
    List<Series> sorted = series.stream().sorted(ORDER).toList();
    Set<Series.Key> keys = new HashSet<>();
    for (Series one : sorted) {
      if (!keys.add(one.key())) {
        throw new IllegalArgumentException("The report has this series twice: " + one.key());
      }
      one.baseline().ifPresent(baseline -> check(one, find(sorted, one, baseline)));
    }
    series = sorted;
  }

  private static void check(Series one, Optional<Series> baseline) {
    if (baseline.isEmpty()) {
      throw new IllegalArgumentException(
          ("The report has no series \"%s\" of the same group, broker, size, unit and parameter, of"
                  + " the same server or plain, to compare this one with: %s")
              .formatted(one.baseline().orElseThrow(), one.key()));
    }
    if (baseline.get().rounds().size() != one.rounds().size()) {
      throw new IllegalArgumentException(
          "Rounds are measured in pairs, but there are %d of the baseline and %d of this: %s"
              .formatted(baseline.get().rounds().size(), one.rounds().size(), one.key()));
    }
  }

  private static Optional<Series> find(List<Series> series, Series one, String baseline) {
    return Stream.of(one.server(), Series.PLAIN)
        .map(
            server ->
                new Series.Key(
                    one.group(),
                    one.broker(),
                    baseline,
                    server,
                    one.size(),
                    one.unit(),
                    one.parameter()))
        .filter(key -> !key.equals(one.key()))
        .flatMap(key -> series.stream().filter(other -> other.key().equals(key)))
        .findFirst();
  }

  /** The series that this one is compared with, if any. */
  public Optional<Series> baselineOf(Series one) {
    return one.baseline().flatMap(baseline -> find(series, one, baseline));
  }

  /**
   * The ratios to the baseline, round by round.
   *
   * @return empty if there is no baseline, or if a round of it is not positive, so that no ratio
   *     says anything
   */
  public List<Double> ratios(Series one) {
    Optional<Series> baseline = baselineOf(one);
    if (baseline.isEmpty() || baseline.get().rounds().stream().anyMatch(value -> value <= 0)) {
      return List.of();
    }
    return IntStream.range(0, one.rounds().size())
        .mapToObj(round -> one.rounds().get(round) / baseline.get().rounds().get(round))
        .toList();
  }

  /** Median and spread of the ratios to the baseline, if there are ratios. */
  public Optional<Statistics> ratio(Series one) {
    List<Double> ratios = ratios(one);
    return ratios.isEmpty() ? Optional.empty() : Optional.of(Statistics.of(ratios));
  }
}
