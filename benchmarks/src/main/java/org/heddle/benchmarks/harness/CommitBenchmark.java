package org.heddle.benchmarks.harness;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.heddle.benchmarks.report.Broker;
import org.heddle.benchmarks.report.Group;
import org.heddle.benchmarks.report.Series;
import org.heddle.benchmarks.report.Unit;

/** How long a transaction in two phases takes: a row of a database, and a message or nothing. */
final class CommitBenchmark {

  private static final String ALONE = "database and an idle resource";
  private static final String BOTH = "database and a message";
  private static final int WARM_UP = 50;
  private static final int MOST = 2_000;

  private final Schedule schedule;
  private final RunningBroker broker;
  private final Server server;
  private final Results results;

  CommitBenchmark(Schedule schedule, RunningBroker broker, Server server, Results results) {
    this.schedule = schedule;
    this.broker = broker;
    this.server = server;
    this.results = results;
  }

  void run() {
    Contest contest = new Contest(schedule, WARM_UP, MOST);
    contest.with(ALONE, count -> server.measure("commit", "with", "nothing", "count", count));
    String topic = broker.topic("commits");
    contest.with(
        BOTH, count -> server.measure("commit", "with", "message", "topic", topic, "count", count));
    Map<String, List<Double>> rates = new TreeMap<>(contest.run());
    rates.forEach(this::add);
  }

  private void add(String name, List<Double> rates) {
    Series series =
        Series.of(
            Group.COMMIT,
            Broker.of(broker.name()),
            name,
            server.name(),
            Unit.MILLISECONDS,
            rates.stream().map(rate -> 1000 / rate).toList());
    results.add(name.equals(ALONE) ? series : series.comparedWith(ALONE));
  }
}
