package org.heddle.benchmarks.harness;

import static java.lang.System.Logger.Level.INFO;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.heddle.benchmarks.report.Environment;
import org.heddle.benchmarks.report.Publish;
import org.heddle.benchmarks.report.Report;
import org.heddle.benchmarks.report.ReportJson;
import org.heddle.brokers.database.DerbyServer;

/**
 * Measures everything and writes the report.
 *
 * <p>System properties: {@code quick}, for a look instead of a measurement; {@code
 * benchmarks.brokers}, names separated by commas, all if not set; {@code benchmarks.only}, the
 * parts to run, separated by commas: consume, send, latency, commit, growth, deployment, and
 * wildfly, which is consume again on that server, with the broker in memory; {@code
 * benchmarks.jvm}, options of the server's virtual machine, such as a profiler; {@code
 * benchmarks.publish}, whether to show the results in the documentation; and those of {@link Peer}.
 */
public final class Benchmarks {

  private static final System.Logger LOG = System.getLogger(Benchmarks.class.getName());

  private static final String FILE = "benchmarks.json";
  private static final String ON_WILDFLY = "memory";

  private final Kit kit = Kit.ofSystemProperties();
  private final Schedule schedule = isQuick() ? Schedule.QUICK : Schedule.FULL;
  private final List<String> brokers = list("benchmarks.brokers", RunningBroker.NAMES);
  private final List<String> parts = list("benchmarks.only", schedule.parts());
  private final Results results = new Results();

  private Benchmarks() {}

  private static boolean isQuick() {
    String quick = System.getProperty("quick");
    return quick != null && !quick.equals("false");
  }

  private static List<String> list(String property, List<String> all) {
    String value = System.getProperty(property);
    return value == null || value.isBlank() ? all : List.of(value.split(","));
  }

  /** Runs all of it; blocks for up to half an hour. */
  public static void main(String[] arguments) throws Exception {
    new Benchmarks().run();
  }

  private void run() throws Exception {
    Environment environment = new Environment(Instant.now(), Here.machine(), Here.versions());
    try (DerbyServer database = Database.start()) {
      for (String name : brokers) {
        measure(name, database);
        keep(environment);
      }
    }
    if (parts.contains("deployment")) {
      new DeploymentBenchmark(schedule, kit, results).run();
      keep(environment);
    }
    LOG.log(INFO, "The results are in {0}", report());
    if (!isQuick() && Boolean.getBoolean("benchmarks.publish")) {
      publish();
    }
  }

  /** Writes what there is so far, for a run may be cut short. */
  private void keep(Environment environment) throws IOException {
    ReportJson.write(new Report(environment, schedule.settings(), results.all()), report());
  }

  private Path report() {
    return kit.work().resolve(FILE);
  }

  private void publish() throws IOException {
    Path published = kit.documents().resolve(FILE);
    Files.copy(report(), published, StandardCopyOption.REPLACE_EXISTING);
    Publish.publish(published, kit.documents().resolve("README.md"));
    LOG.log(INFO, "They are published in {0}", kit.documents());
  }

  private void measure(String name, DerbyServer database) throws Exception {
    LOG.log(INFO, "Measuring {0}", name);
    if (!Collections.disjoint(parts, List.of("consume", "send", "latency", "commit"))) {
      measureSpeed(name, database);
    }
    if (parts.contains("wildfly") && ON_WILDFLY.equals(name)) {
      measureOnWildFly(name);
    }
    Optional<Peer> peer = Peer.ofSystemProperties(name);
    if (peer.isPresent()) {
      new PeerBenchmark(schedule, kit, peer.get(), results).run();
    }
    if (parts.contains("growth")) {
      try (RunningBroker broker = RunningBroker.start(name)) {
        new GrowthBenchmark(schedule, kit, broker, results)
            .run(GrowthBenchmark.activations(broker));
      }
    }
  }

  private void measureOnWildFly(String name) throws Exception {
    try (RunningBroker broker = RunningBroker.start(name);
        Server server =
            WildFlyServer.start(
                kit, broker, Application.of(broker, ConsumeBenchmark.VARIANTS).withLoop())) {
      new ConsumeBenchmark(schedule.withFirstSize(), broker, server, results).run();
    }
  }

  private void measureSpeed(String name, DerbyServer database) throws Exception {
    try (RunningBroker broker = RunningBroker.start(name);
        Server server =
            PayaraServer.start(
                kit,
                broker,
                Application.of(broker, ConsumeBenchmark.VARIANTS).withLoop(),
                Optional.of(database))) {
      if (parts.contains("consume")) {
        new ConsumeBenchmark(schedule, broker, server, results).run();
      }
      if (parts.contains("send")) {
        new SendBenchmark(schedule, broker, server, results).run();
      }
      if (parts.contains("latency")) {
        new LatencyBenchmark(schedule, broker, server, results).run();
      }
      if (parts.contains("commit")) {
        new CommitBenchmark(schedule, broker, server, results).run();
      }
    }
  }
}
