package org.heddle.benchmarks.report;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * One thing measured in several rounds.
 *
 * @param group what it tells
 * @param broker the broker that was used
 * @param name what was done, for a person: {@code bean, transaction per message, concurrency 4}
 * @param server where it ran: {@code Payara Micro}, {@code WildFly}, or {@link #PLAIN}
 * @param size the size of a message in bytes, 0 if there is none
 * @param unit the unit of the rounds
 * @param parameter what was varied, if anything
 * @param baseline the name of the series that this is compared with, if any: of the same group,
 *     broker, size, unit and parameter, and of the same server or else {@link #PLAIN}
 * @param goal what the ratio to the baseline has to be, if there is a goal
 * @param rounds the values, one for each round, in the order of measuring; round n was measured
 *     next to round n of the baseline
 */
public record Series(
    Group group,
    Broker broker,
    String name,
    String server,
    int size,
    Unit unit,
    Optional<Parameter> parameter,
    Optional<String> baseline,
    Optional<Goal> goal,
    List<Double> rounds) {

  /** The server of what ran without one: the broker's client in a program of its own. */
  public static final String PLAIN = "plain";

  /** What tells a series from all others of a report, and finds it again in another report. */
  record Key(
      Group group,
      Broker broker,
      String name,
      String server,
      int size,
      Unit unit,
      Optional<Parameter> parameter) {

    @Override
    public String toString() {
      String where = group.id() + ", " + broker.id() + ": " + name + " (" + server;
      String what = size == 0 ? "" : ", " + Numbers.exact(size) + " bytes";
      return where + what + parameter.map(p -> ", " + p.words()).orElse("") + ")";
    }
  }

  /**
   * Checks and copies the values.
   *
   * @throws IllegalArgumentException if there is no round, one is not finite, the size is negative,
   *     or there is a goal but nothing to compare with
   */
  public Series {
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(broker, "broker");
    Objects.requireNonNull(unit, "unit");
    Key key = new Key(group, broker, name, server, size, unit, parameter);
    if (name.isBlank() || server.isBlank()) {
      throw new IllegalArgumentException("A series has a name and a server: " + key);
    }
    if (size < 0) {
      throw new IllegalArgumentException("The size of a message is not negative: " + key);
    }
    if (goal.isPresent() && baseline.isEmpty()) {
      throw new IllegalArgumentException("A goal needs a baseline: " + key);
    }
    if (rounds.isEmpty() || rounds.stream().anyMatch(value -> !Double.isFinite(value))) {
      throw new IllegalArgumentException(
          "Expected at least one round, all of finite numbers, not %s: %s".formatted(rounds, key));
    }
    // A negative zero is a zero, also after it was written and read.
    rounds = rounds.stream().map(value -> value + 0.0).toList();
  }

  /** A series without size, parameter, baseline and goal. */
  public static Series of(
      Group group, Broker broker, String name, String server, Unit unit, List<Double> rounds) {
    return new Series(
        group,
        broker,
        name,
        server,
        0,
        unit,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        rounds);
  }

  /** The same with messages of so many bytes. */
  public Series withSize(int bytes) {
    return new Series(group, broker, name, server, bytes, unit, parameter, baseline, goal, rounds);
  }

  /** The same with this varied. */
  public Series withParameter(Parameter varied) {
    return new Series(
        group, broker, name, server, size, unit, Optional.of(varied), baseline, goal, rounds);
  }

  /** The same, compared with the series of that name. */
  public Series comparedWith(String baselineName) {
    return new Series(
        group,
        broker,
        name,
        server,
        size,
        unit,
        parameter,
        Optional.of(baselineName),
        goal,
        rounds);
  }

  /** The same, compared with the series of that name, and with a goal for the ratio. */
  public Series comparedWith(String baselineName, Goal ratio) {
    return new Series(
        group,
        broker,
        name,
        server,
        size,
        unit,
        parameter,
        Optional.of(baselineName),
        Optional.of(ratio),
        rounds);
  }

  Key key() {
    return new Key(group, broker, name, server, size, unit, parameter);
  }

  /** Median and spread of the rounds, in the unit of the series. */
  public Statistics statistics() {
    return Statistics.of(rounds);
  }
}
