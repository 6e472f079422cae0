package org.heddle.benchmarks.report;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/** Invented measurements that look like real ones. */
final class Samples {

  static final String PAYARA = "Payara Micro";
  static final String WILDFLY = "WildFly";
  static final String CLIENT = "client, commit per message";

  private Samples() {}

  static Environment environment() {
    Map<String, String> versions = new LinkedHashMap<>();
    versions.put("Heddle", "0.1.0");
    versions.put("Kafka", "4.4.0");
    versions.put("Pulsar", "4.2.4");
    versions.put("Artemis", "2.42.0");
    return new Environment(
        Instant.parse("2026-11-03T09:30:00Z"),
        new Machine("AMD EPYC 7R13", 2, 24_093, "Linux 6.18", "OpenJDK 17.0.15"),
        versions);
  }

  static Report report(Series... series) {
    return new Report(environment(), Settings.FULL, List.of(series));
  }

  static Series rate(Broker broker, String name, String server, Double... rounds) {
    return Series.of(
        Group.CONSUME, broker, name, server, Unit.MESSAGES_PER_SECOND, List.of(rounds));
  }

  /** A report with something of everything. */
  static Report everything() {
    List<Series> series = new ArrayList<>();
    consuming(series, Broker.KAFKA, 21_340, 0.97);
    consuming(series, Broker.PULSAR, 9_870, 0.93);
    consuming(series, Broker.MQTT, 15_020, 1.02);
    latency(series, Broker.KAFKA, 2.1);
    latency(series, Broker.PULSAR, 4.4);
    latency(series, Broker.MQTT, 0.8);
    growth(series, Broker.KAFKA, 480);
    growth(series, Broker.PULSAR, 730);
    growth(series, Broker.MQTT, 95);
    series.add(
        Series.of(
            Group.DEPLOYMENT,
            Broker.NONE,
            "deployment of the adapter",
            PAYARA,
            Unit.SECONDS,
            List.of(1.91, 2.02, 1.87)));
    return new Report(environment(), Settings.FULL, series);
  }

  private static void consuming(List<Series> series, Broker broker, double rate, double ratio) {
    for (int size : new int[] {100, 1_000, 10_000, 100_000}) {
      double ofSize = rate / (1 + size / 8_000.0);
      Series plain = rate(broker, CLIENT, Series.PLAIN, rounds(ofSize, 0.04)).withSize(size);
      series.add(plain);
      series.add(
          rate(
                  broker,
                  "bean, transaction per message, concurrency 4",
                  PAYARA,
                  rounds(ofSize * ratio, 0.02))
              .withSize(size)
              .comparedWith(CLIENT, Goal.atLeast(0.95)));
      series.add(
          rate(broker, "bean, transaction per batch", WILDFLY, rounds(ofSize * ratio * 1.2, 0.06))
              .withSize(size)
              .comparedWith(CLIENT));
    }
  }

  private static void latency(List<Series> series, Broker broker, double millis) {
    double[] percentiles = {50, 99, 99.9};
    double[] factors = {1, 6.5, 41};
    for (int i = 0; i < percentiles.length; i++) {
      Parameter percentile = Parameter.percentile(percentiles[i]);
      double value = millis * factors[i];
      series.add(
          latency(broker, "client", Series.PLAIN, percentile, rounds(value, 0.05 * (i + 1))));
      series.add(
          latency(broker, "bean", PAYARA, percentile, rounds(value * 1.15, 0.07 * (i + 1)))
              .comparedWith("client", Goal.atMost(1.2)));
    }
  }

  private static Series latency(
      Broker broker, String name, String server, Parameter percentile, Double... rounds) {
    return Series.of(Group.LATENCY, broker, name, server, Unit.MILLISECONDS, List.of(rounds))
        .withParameter(percentile)
        .withSize(1_000);
  }

  private static void growth(List<Series> series, Broker broker, double kib) {
    for (int activations : new int[] {1, 10, 100, 1_000}) {
      Parameter parameter = new Parameter("activations", activations);
      series.add(
          Series.of(
                  Group.GROWTH,
                  broker,
                  "heap of all activations",
                  PAYARA,
                  Unit.KIBIBYTES,
                  List.of(rounds(2_000 + kib * activations, 0.1)))
              .withParameter(parameter));
      series.add(
          Series.of(
                  Group.GROWTH,
                  broker,
                  "threads of all activations",
                  PAYARA,
                  Unit.THREADS,
                  List.of(12.0 + broker.ordinal(), 12.0 + broker.ordinal()))
              .withParameter(parameter));
    }
  }

  /** Five rounds around the value, always the same. */
  private static Double[] rounds(double value, double spread) {
    return DoubleStream.of(0.1, -0.9, 0.4, 1, -0.3)
        .mapToObj(step -> Math.round(value * (1 + spread * step) * 100) / 100.0)
        .toArray(Double[]::new);
  }
}
