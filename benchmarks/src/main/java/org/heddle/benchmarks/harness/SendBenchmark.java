package org.heddle.benchmarks.harness;

import java.util.HashMap;
import java.util.Map;
import org.heddle.benchmarks.report.Goal;
import org.heddle.benchmarks.report.Group;

/** How fast messages are sent. */
final class SendBenchmark {

  private static final String PLAIN_ASYNC = "plain client, asynchronous";
  private static final String AGAIN = "plain client, asynchronous, once more";
  private static final String PLAIN_SYNC = "plain client, synchronous";
  private static final String IDLE = "transaction with a connection, nothing sent";
  private static final String BESIDE = "plain client, synchronous, beside such a transaction";
  private static final int WARM_UP = 100;
  private static final int MOST = 50_000;
  private static final int TOGETHER = 100;

  private final Schedule schedule;
  private final RunningBroker broker;
  private final Server server;
  private final Results results;

  SendBenchmark(Schedule schedule, RunningBroker broker, Server server, Results results) {
    this.schedule = schedule;
    this.broker = broker;
    this.server = server;
    this.results = results;
  }

  void run() {
    schedule.sizes().forEach(this::run);
  }

  private void run(int size) {
    Contest contest = new Contest(schedule.of(size), WARM_UP, MOST);
    Map<String, String> baselines = new HashMap<>();
    Map<String, Goal> goals = new HashMap<>();
    contest.with(PLAIN_ASYNC, count -> send(size, "plain-async", count, 1, "AT_LEAST_ONCE"));
    contest.with(PLAIN_SYNC, count -> send(size, "plain-sync", count, 1, "AT_LEAST_ONCE"));
    add(contest, "sendAsync, q1", size, "async", 1, "AT_LEAST_ONCE");
    // What the adapter is compared with, compared with itself: how much a ratio says.
    contest.with(AGAIN, count -> send(size, "plain-async", count, 1, "AT_LEAST_ONCE"));
    add(contest, "send, q1", size, "sync", 1, "AT_LEAST_ONCE");
    add(contest, IDLE, size, "transaction", 0, "AT_LEAST_ONCE");
    add(contest, BESIDE, size, "plain-beside", 1, "AT_LEAST_ONCE");
    add(contest, "transaction of 1 send, q1", size, "transaction", 1, "AT_LEAST_ONCE");
    add(contest, "transaction of 100 sends, q1", size, "transaction", TOGETHER, "AT_LEAST_ONCE");
    baselines.put("sendAsync, q1", PLAIN_ASYNC);
    baselines.put(AGAIN, PLAIN_ASYNC);
    baselines.put(BESIDE, PLAIN_SYNC);
    baselines.put("send, q1", PLAIN_SYNC);
    baselines.put("transaction of 1 send, q1", PLAIN_SYNC);
    baselines.put("transaction of 100 sends, q1", PLAIN_ASYNC);
    goals.put("sendAsync, q1", Goal.atLeast(0.95));
    goals.put("transaction of 1 send, q1", Goal.atLeast(1 / 1.1));
    if (broker.transactions()) {
      String plainOne = "plain client, transaction of 1";
      String plainAll = "plain client, transaction of 100";
      contest.with(plainOne, count -> send(size, "plain-transaction", count, 1, "EXACTLY_ONCE"));
      contest.with(
          plainAll, count -> send(size, "plain-together", count, TOGETHER, "EXACTLY_ONCE"));
      add(contest, "send, q2", size, "sync", 1, "EXACTLY_ONCE");
      add(contest, "transaction of 1 send, q2", size, "transaction", 1, "EXACTLY_ONCE");
      add(contest, "transaction of 100 sends, q2", size, "transaction", TOGETHER, "EXACTLY_ONCE");
      baselines.put("transaction of 1 send, q2", plainOne);
      baselines.put("transaction of 100 sends, q2", plainAll);
      baselines.put("send, q2", PLAIN_SYNC);
    }
    if (broker.name().equals("memory")) {
      goals.clear();
    }
    results.addRates(
        Group.SEND, broker.name(), server.name(), size, contest.run(), baselines, goals);
  }

  private void add(Contest contest, String name, int size, String how, int per, String quality) {
    contest.with(name, count -> send(size, how, count, per, quality));
  }

  private long send(int size, String how, int count, int per, String quality) {
    int each = Math.max(1, per);
    int whole = Math.max(each, count / each * each);
    long nanos =
        server.measure(
            "send",
            "topic",
            broker.topic("sends-" + quality.charAt(0) + how.contains("trans")),
            "how",
            how,
            "per",
            per,
            "quality",
            quality,
            "size",
            size,
            "count",
            whole);
    return nanos * count / whole;
  }
}
