package org.heddle.benchmarks.harness;

import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import org.heddle.benchmarks.report.Broker;
import org.heddle.benchmarks.report.Group;
import org.heddle.benchmarks.report.Series;
import org.heddle.benchmarks.report.Unit;

/** What the adapter costs before it does anything. */
final class DeploymentBenchmark {

  private static final double MEBIBYTE = 1 << 20;

  private final Schedule schedule;
  private final Kit kit;
  private final Results results;

  DeploymentBenchmark(Schedule schedule, Kit kit, Results results) {
    this.schedule = schedule;
    this.kit = kit;
    this.results = results;
  }

  void run() throws Exception {
    add("size of the RAR", "file", Unit.MEBIBYTES, List.of(Files.size(kit.rar()) / MEBIBYTE));
    List<Double> deployment = new ArrayList<>();
    List<Double> with = new ArrayList<>();
    List<Double> without = new ArrayList<>();
    for (int round = 0; round < schedule.rounds(); round++) {
      try (RunningBroker memory = RunningBroker.start("memory");
          PayaraServer server = PayaraServer.startIdle(kit, memory)) {
        deployment.add((double) server.deployments().get("heddle"));
        with.add(server.measureAll("footprint")[0] / MEBIBYTE);
      }
      try (Server server = PayaraServer.startBare(kit)) {
        without.add(server.measureAll("footprint")[0] / MEBIBYTE);
      }
    }
    add("deployment of the RAR", PayaraServer.NAME, Unit.MILLISECONDS, deployment);
    add("heap, server without the adapter", PayaraServer.NAME, Unit.MEBIBYTES, without);
    results.add(
        series("heap, server with an idle adapter", PayaraServer.NAME, Unit.MEBIBYTES, with)
            .comparedWith("heap, server without the adapter"));
  }

  private void add(String name, String server, Unit unit, List<Double> rounds) {
    results.add(series(name, server, unit, rounds));
  }

  private static Series series(String name, String server, Unit unit, List<Double> rounds) {
    return Series.of(Group.DEPLOYMENT, Broker.NONE, name, server, unit, rounds);
  }
}
