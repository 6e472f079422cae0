package org.heddle.benchmarks.harness;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.heddle.benchmarks.report.Goal;
import org.heddle.benchmarks.report.Group;

/** How fast messages are taken that wait at the broker. */
final class ConsumeBenchmark {

  static final List<Variant> VARIANTS =
      List.of(
          Variant.single(false, 1),
          Variant.single(false, 4),
          Variant.single(true, 1),
          Variant.single(true, 4),
          Variant.batch(100, 1),
          Variant.batch(100, 4),
          Variant.batch(500, 1),
          Variant.batch(500, 4));

  private static final String PLAIN = "plain client";
  private static final String AGAIN = "plain client, once more";
  private static final String TOGETHER = "plain client, four threads";
  private static final String PULL = "pull consumer";
  private static final String EMPTY = "empty transaction";
  private static final String CALL = "empty call";
  private static final String CALLED = "plain client, and an empty call";
  private static final String LIMIT = "bean, no transaction, and an empty transaction";
  private static final List<Integer> WORKERS = List.of(1, 4);
  private static final List<String> CONTAINER =
      WORKERS.stream()
          .flatMap(workers -> Stream.of(by(workers, EMPTY), by(workers, CALL)))
          .toList();
  private static final int WARM_UP = 1_000;
  private static final int MOST = 150_000;
  private static final int MOST_BYTES = 32 << 20;

  private final Schedule schedule;
  private final RunningBroker broker;
  private final Server server;
  private final Results results;

  /** What the container does by itself, which has nothing to do with the size of messages. */
  private final Map<String, List<Double>> container = new HashMap<>();

  ConsumeBenchmark(Schedule schedule, RunningBroker broker, Server server, Results results) {
    this.schedule = schedule;
    this.broker = broker;
    this.server = server;
    this.results = results;
  }

  void run() {
    prepare("plain");
    prepare("pull");
    VARIANTS.forEach(variant -> server.ask("prepare", "topic", topic(variant), "by", "bean"));
    schedule.sizes().forEach(this::run);
  }

  private void prepare(String how) {
    server.ask("prepare", "topic", broker.topic(how), "by", how);
  }

  private void run(int size) {
    Contest contest = new Contest(schedule.of(size), WARM_UP, Math.min(MOST, MOST_BYTES / size));
    contest.with(PLAIN, count -> filled("plain", broker.topic("plain"), size, count, "plain"));
    contest.with(PULL, count -> filled("adapter", broker.topic("pull"), size, count, "pull"));
    Map<String, String> baselines = new HashMap<>(Map.of(PULL, PLAIN, AGAIN, PLAIN));
    Map<String, Goal> goals = new HashMap<>(Map.of(PULL, Goal.atLeast(0.95)));
    for (Variant variant : VARIANTS) {
      contest.with(variant.name(), count -> bean(variant, size, count));
      // Of a container's transaction for each message, the container's own time is the limit.
      boolean ofContainer = variant.transacted() && variant.batch() == 0;
      baselines.put(variant.name(), ofContainer ? by(variant.concurrency(), LIMIT) : PLAIN);
      goals.put(variant.name(), Goal.atLeast(ofContainer ? 1 / 1.2 : 0.85));
    }
    if (broker.name().equals("pulsar")) {
      // What four workers could come to here; the consumers of the others are for one thread.
      contest.with(TOGETHER, count -> together(size, count));
      baselines.put(TOGETHER, PLAIN);
    }
    // What beans are compared with, compared with itself: how much a ratio says.
    contest.with(AGAIN, count -> filled("plain", broker.topic("plain"), size, count, "plain"));
    if (container.isEmpty()) {
      for (int workers : WORKERS) {
        contest.with(by(workers, EMPTY), count -> empty("Required", count, workers));
        contest.with(by(workers, CALL), count -> empty("NotSupported", count, workers));
      }
    }
    if (broker.name().equals("memory")) {
      goals.clear();
    }
    Map<String, List<Double>> rates = contest.run();
    if (container.isEmpty()) {
      container.putAll(rates);
      container.keySet().retainAll(CONTAINER);
    }
    rates.putAll(container);
    addLimits(rates);
    results.addRates(Group.CONSUME, broker.name(), server.name(), size, rates, baselines, goals);
  }

  private long empty(String bean, int count, int workers) {
    return server.measure("empty", "bean", bean, "count", count / workers, "workers", workers);
  }

  private static String by(int workers, String name) {
    return name + (workers == 1 ? "" : ", concurrency " + workers);
  }

  /** How fast it were if a message and what the container does came one after the other. */
  private static void addLimits(Map<String, List<Double>> rates) {
    rates.put(CALLED, oneAfterTheOther(rates.get(PLAIN), rates.get(CALL)));
    for (int workers : WORKERS) {
      rates.put(
          by(workers, LIMIT),
          oneAfterTheOther(
              rates.get(Variant.single(false, workers).name()), rates.get(by(workers, EMPTY))));
    }
  }

  private static List<Double> oneAfterTheOther(List<Double> first, List<Double> second) {
    return IntStream.range(0, first.size())
        .mapToObj(round -> 1 / (1 / first.get(round) + 1 / second.get(round)))
        .toList();
  }

  private long bean(Variant variant, int size, int count) {
    fill("adapter", topic(variant), size, count);
    return server.measure(
        "bean",
        "topic",
        topic(variant),
        "failures",
        variant.failures(),
        "work",
        variant.work(),
        "count",
        count);
  }

  private long together(int size, int count) {
    fill("plain", broker.topic("plain"), size, count);
    return server.measure(
        "plain-together", "topic", broker.topic("plain"), "threads", 4, "count", count);
  }

  private long filled(String whom, String topic, int size, int count, String task) {
    fill(whom, topic, size, count);
    return server.measure(task, "topic", topic, "count", count);
  }

  private void fill(String whom, String topic, int size, int count) {
    server.ask("fill", "for", whom, "topic", topic, "size", size, "count", count);
  }

  private String topic(Variant variant) {
    return broker.topic(variant.id());
  }
}
