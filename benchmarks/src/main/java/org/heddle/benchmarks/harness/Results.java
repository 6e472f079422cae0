package org.heddle.benchmarks.harness;

import static java.lang.System.Logger.Level.INFO;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.heddle.benchmarks.report.Broker;
import org.heddle.benchmarks.report.Goal;
import org.heddle.benchmarks.report.Group;
import org.heddle.benchmarks.report.Series;
import org.heddle.benchmarks.report.Statistics;
import org.heddle.benchmarks.report.Unit;

/** What has been measured so far; each result is told as it comes. */
final class Results {

  private static final System.Logger LOG = System.getLogger(Results.class.getName());

  private final List<Series> series = new ArrayList<>();

  void add(Series result) {
    series.add(result);
    Statistics statistics = result.statistics();
    LOG.log(
        INFO,
        "%-7s %-8s %-12s %-48s %6s %s"
            .formatted(
                result.broker().id(),
                result.group().id(),
                result.server(),
                result.name() + result.parameter().map(it -> ", " + it.words()).orElse(""),
                result.size() == 0 ? "" : result.size() + " B",
                "%.4g %s".formatted(statistics.median(), result.unit().symbol())));
  }

  /**
   * Adds the rates of a contest.
   *
   * @param baselines what each is compared with, if anything
   * @param goals what the ratio has to be, if there is a goal
   */
  void addRates(
      Group group,
      String broker,
      String server,
      int size,
      Map<String, List<Double>> rates,
      Map<String, String> baselines,
      Map<String, Goal> goals) {
    rates.forEach(
        (name, rounds) -> {
          Series one =
              Series.of(group, Broker.of(broker), name, server, Unit.MESSAGES_PER_SECOND, rounds)
                  .withSize(size);
          if (goals.containsKey(name)) {
            one = one.comparedWith(baselines.get(name), goals.get(name));
          } else if (baselines.containsKey(name)) {
            one = one.comparedWith(baselines.get(name));
          }
          add(one);
        });
  }

  List<Series> all() {
    return List.copyOf(series);
  }
}
