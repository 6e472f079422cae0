package org.heddle.tested;

import java.util.List;
import java.util.Set;

/** A row of the table. */
enum Feature {
  SAMPLE("the sample, in memory and on Kafka", Set.of("sample.MemoryIT", "sample.KafkaIT")),
  SAMPLE_ELSEWHERE(
      "the sample on Pulsar, MQTT and a bridge of two brokers",
      Set.of("sample.PulsarIT", "sample.MqttIT", "sample.BridgeIT")),
  SAMPLE_ON_A_NEWER_JDK(
      "the sample in memory, on a newer JDK than 17", Set.of("sample.MemoryIT on a newer JDK")),
  SUITE(
      "the suite inside the server, in memory and on Kafka",
      Set.of("server.MemoryIT", "server.KafkaIT")),
  SUITE_ELSEWHERE(
      "the suite inside the server, on Pulsar, MQTT and a bridge of three brokers",
      Set.of("server.PulsarIT", "server.MqttIT", "server.BridgeIT")),
  LIFE(
      "started before its broker, redeployed without a lost thread, no secret printed",
      Set.of("server.ServerLifeIT")),
  CLASS_LOADERS(
      "no class loader left of an application that is replaced",
      Set.of("server.ServerLifeIT#shouldKeepNoClassLoaderOfAnApplicationThatIsGone")),
  CRASH(
      "killed and recovered, with Kafka and a database",
      Set.of("sample.CrashIT"),
      Set.of("crash.KafkaAndDatabaseCrashIT")),
  CRASH_AT_EVERY_POINT(
      "counted after kills at every point of a commit, with Kafka or Pulsar and a database",
      Set.of("crash.KafkaAndDatabaseCrashIT", "crash.PulsarAndDatabaseCrashIT")),
  CLUSTER(
      "two servers on one subscription of Kafka and one database, one of them killed",
      Set.of("sample.ClusterIT")),
  CONFIGURATION(
      "configured again without a change, and everything taken back",
      Set.of("sample.AsadminIT"),
      Set.of("sample.ConfigurationIT")),
  CONSOLE(
      "a pool and a resource for each broker made in the admin console, and the sample on them",
      Set.of("sample.ConsoleIT")),
  PING(
      "a test of the pool says what is wrong",
      Set.of("sample.AsadminIT"),
      Set.of("server.ManagementIT")),
  STATISTICS(
      "statistics of the pool in the server's management",
      Set.of("server.AsadminManagementIT"),
      Set.of("server.ManagementIT"));

  private final String title;
  private final List<Set<String>> proofs;

  Feature(String title, Set<String> proof) {
    this(title, proof, proof);
  }

  /**
   * Describes a row.
   *
   * @param title its first cell
   * @param proof the classes that test it, or single tests of them, as in {@link TestReport}
   * @param other those that test it elsewhere
   */
  Feature(String title, Set<String> proof, Set<String> other) {
    this.title = title;
    this.proofs = List.of(proof, other);
  }

  String title() {
    return title;
  }

  boolean isProvedBy(Set<String> passed) {
    return proofs.stream().anyMatch(passed::containsAll);
  }
}
