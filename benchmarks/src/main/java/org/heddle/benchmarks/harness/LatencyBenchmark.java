package org.heddle.benchmarks.harness;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.heddle.benchmarks.report.Broker;
import org.heddle.benchmarks.report.Group;
import org.heddle.benchmarks.report.Parameter;
import org.heddle.benchmarks.report.Series;
import org.heddle.benchmarks.report.Unit;

/** How long a message is on the way at a modest rate. */
final class LatencyBenchmark {

  private static final double[] PERCENTILES = {50, 99, 99.9};
  private static final int RATE = 500;
  private static final int SIZE = 1024;
  private static final double NANOS_PER_MILLI = 1e6;

  private final Schedule schedule;
  private final RunningBroker broker;
  private final Server server;
  private final Results results;

  LatencyBenchmark(Schedule schedule, RunningBroker broker, Server server, Results results) {
    this.schedule = schedule;
    this.broker = broker;
    this.server = server;
    this.results = results;
  }

  void run() {
    int count = (int) (RATE * schedule.seconds() * 3);
    Variant bean = Variant.single(false, 1);
    Variant transacted = Variant.single(true, 1);
    Map<String, List<long[]>> rounds = new LinkedHashMap<>();
    for (int round = 0; round < schedule.rounds(); round++) {
      note(rounds, "plain client", measure("plain", broker.topic("latency"), count));
      for (Variant variant : List.of(bean, transacted)) {
        String topic = broker.topic(variant.id());
        note(rounds, variant.name(), measure("bean", topic, count));
      }
    }
    rounds.forEach(this::add);
  }

  private long[] measure(String by, String topic, int count) {
    return server.measureAll(
        "latency", "by", by, "topic", topic, "size", SIZE, "rate", RATE, "count", count);
  }

  private static void note(Map<String, List<long[]>> rounds, String name, long[] nanos) {
    rounds.computeIfAbsent(name, unused -> new ArrayList<>()).add(nanos);
  }

  private void add(String name, List<long[]> rounds) {
    for (int i = 0; i < PERCENTILES.length; i++) {
      int which = i;
      Series series =
          Series.of(
                  Group.LATENCY,
                  Broker.of(broker.name()),
                  name,
                  server.name(),
                  Unit.MILLISECONDS,
                  rounds.stream().map(nanos -> nanos[which] / NANOS_PER_MILLI).toList())
              .withSize(SIZE)
              .withParameter(Parameter.percentile(PERCENTILES[i]));
      results.add(name.equals("plain client") ? series : series.comparedWith("plain client"));
    }
  }
}
