package org.heddle.benchmarks.harness;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heddle.benchmarks.report.Broker;
import org.heddle.benchmarks.report.Group;
import org.heddle.benchmarks.report.Parameter;
import org.heddle.benchmarks.report.Series;
import org.heddle.benchmarks.report.Unit;

/** How costs grow with activations, workers and sizes, and what redelivery costs. */
final class GrowthBenchmark {

  private static final List<Integer> ACTIVATIONS = List.of(1, 10, 100, 1000);
  private static final List<Integer> WORKERS = List.of(1, 4, 16, 64);
  private static final List<Integer> SIZES = List.of(100, 10_000, 1_000_000, 4_000_000);

  private static final Variant BEAN = Variant.single(false, 1);
  private static final List<Variant> STORMS =
      List.of(Variant.failing(false, 2), Variant.failing(true, 2));

  private static final int WARM_UP = 100;
  private static final int MOST = 20_000;
  private static final long MOST_BYTES = 32L << 20;
  private static final double NANOS = 1e9;
  private static final double KIBIBYTE = 1024;

  private final Schedule schedule;
  private final Kit kit;
  private final RunningBroker broker;
  private final Results results;

  GrowthBenchmark(Schedule schedule, Kit kit, RunningBroker broker, Results results) {
    this.schedule = schedule.roughly();
    this.kit = kit;
    this.broker = broker;
    this.results = results;
  }

  /** Starts servers of its own, one after the other. */
  void run(List<Integer> activations) {
    activate(activations);
    List<Variant> variants =
        Stream.of(
                Stream.of(BEAN, Variant.single(true, 1)),
                STORMS.stream(),
                WORKERS.stream().map(Variant::busy),
                SIZES.stream().map(Variant::carrying))
            .flatMap(Function.identity())
            .toList();
    try (Server server =
        PayaraServer.start(kit, broker, Application.of(broker, variants), Optional.empty())) {
      variants.forEach(it -> server.ask("prepare", "topic", topic(it), "by", "bean"));
      SIZES.forEach(size -> server.ask("prepare", "topic", plainTopic(size), "by", "plain"));
      WORKERS.forEach(workers -> work(server, workers));
      SIZES.forEach(size -> carry(server, size));
      storm(server);
    }
  }

  /** As many as the broker's client bears on one machine. */
  static List<Integer> activations(RunningBroker broker) {
    return broker.name().equals("memory") ? ACTIVATIONS : List.of(1, 10, 100);
  }

  private void activate(List<Integer> counts) {
    List<Variant> variants =
        IntStream.range(0, Collections.max(counts)).mapToObj(Variant::idle).toList();
    try (Server server =
        PayaraServer.start(kit, broker, Application.of(broker, variants), Optional.empty())) {
      long[] idle = server.measureAll("footprint");
      counts.forEach(count -> activate(server, count, idle));
    }
  }

  private void activate(Server server, int count, long[] idle) {
    long start = server.measure("resume-some", "count", count);
    long[] after = server.measureAll("footprint");
    long stop = server.measure("pause-some", "count", count);
    Parameter parameter = new Parameter("activations", count);
    add("time to start all", Unit.SECONDS, parameter, start / NANOS);
    add("time to stop all", Unit.SECONDS, parameter, stop / NANOS);
    add("threads more", Unit.THREADS, parameter, Math.max(0, after[1] - idle[1]));
    add(
        "heap for each",
        Unit.KIBIBYTES,
        parameter,
        Math.max(0, after[0] - idle[0]) / KIBIBYTE / count);
  }

  private void add(String name, Unit unit, Parameter parameter, double value) {
    results.add(
        Series.of(
                Group.GROWTH,
                Broker.of(broker.name()),
                name,
                PayaraServer.NAME,
                unit,
                List.of(value))
            .withParameter(parameter));
  }

  private void work(Server server, int workers) {
    Variant variant = Variant.busy(workers);
    // Less would be over before the last worker has begun.
    Contest contest = new Contest(schedule, WARM_UP * workers, MOST);
    contest.with("bean that takes 5 ms", count -> bean(server, variant, 1024, count));
    addRates(contest, new Parameter("workers", workers), Map.of());
  }

  /** On topics of their own: a few messages of the size before may come again. */
  private void carry(Server server, int size) {
    Variant variant = Variant.carrying(size);
    int most = (int) Math.max(10, Math.min(MOST, MOST_BYTES / size));
    Contest contest = new Contest(schedule, Math.min(most, WARM_UP), most);
    contest.with(
        "plain client",
        count -> {
          String topic = plainTopic(size);
          server.ask("fill", "for", "plain", "topic", topic, "size", size, "count", count);
          return server.measure("plain", "topic", topic, "count", count);
        });
    contest.with(BEAN.name(), count -> bean(server, variant, size, count));
    addRates(
        contest, new Parameter("message size in bytes", size), Map.of(BEAN.name(), "plain client"));
  }

  private void storm(Server server) {
    Contest contest = new Contest(schedule, WARM_UP, MOST);
    Map<String, String> baselines = new HashMap<>();
    List<Variant> all = new ArrayList<>();
    for (Variant storm : STORMS) {
      Variant calm = Variant.single(storm.transacted(), 1);
      baselines.put(storm.name(), calm.name());
      all.add(calm);
      all.add(storm);
    }
    all.forEach(it -> contest.with(it.name(), count -> bean(server, it, 1024, count)));
    contest
        .run()
        .forEach(
            (name, rates) -> {
              Series series =
                  Series.of(
                          Group.GROWTH,
                          Broker.of(broker.name()),
                          name,
                          server.name(),
                          Unit.MESSAGES_PER_SECOND,
                          rates)
                      .withSize(1024);
              results.add(
                  baselines.containsKey(name) ? series.comparedWith(baselines.get(name)) : series);
            });
  }

  private void addRates(Contest contest, Parameter parameter, Map<String, String> baselines) {
    contest
        .run()
        .forEach(
            (name, rates) -> {
              Series series =
                  Series.of(
                          Group.GROWTH,
                          Broker.of(broker.name()),
                          name,
                          PayaraServer.NAME,
                          Unit.MESSAGES_PER_SECOND,
                          rates)
                      .withParameter(parameter);
              results.add(
                  baselines.containsKey(name) ? series.comparedWith(baselines.get(name)) : series);
            });
  }

  private long bean(Server server, Variant variant, int size, int count) {
    String topic = topic(variant);
    server.ask("fill", "for", "adapter", "topic", topic, "size", size, "count", count);
    return server.measure(
        "bean",
        "topic",
        topic,
        "failures",
        variant.failures(),
        "work",
        variant.work(),
        "count",
        count);
  }

  private String plainTopic(int size) {
    return broker.topic("plain-" + size);
  }

  private String topic(Variant variant) {
    return broker.topic(variant.id());
  }
}
