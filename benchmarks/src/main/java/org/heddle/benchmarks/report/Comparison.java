package org.heddle.benchmarks.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What became worse from one report to another. A series is compared by its ratio to the baseline,
 * which hardly depends on the machine, or by its median where it has none. It became worse if it
 * did so by more than the tolerance and if the spreads, from the smallest to the greatest round, do
 * not touch.
 *
 * @param older what was
 * @param newer what is
 * @param tolerance the share of the older value that is no regression; 0.1 is 10 per cent
 */
public record Comparison(Report older, Report newer, double tolerance) {

  /** The tolerance where none is said. */
  public static final double DEFAULT_TOLERANCE = 0.10;

  private static final String USAGE =
      "Usage: Comparison OLD.json NEW.json [--tolerance " + DEFAULT_TOLERANCE + "]";

  /**
   * Checks the tolerance.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public Comparison {
    Objects.requireNonNull(older, "older");
    Objects.requireNonNull(newer, "newer");
    if (!(tolerance >= 0) || Double.isInfinite(tolerance)) {
      throw new IllegalArgumentException(
          "A tolerance is a share of 0 or more, such as 0.1, not " + tolerance);
    }
  }

  /** What became worse, the worst first. */
  List<Regression> regressions() {
    Map<Series.Key, Series> before = byKey(older);
    List<Regression> regressions = new ArrayList<>();
    for (Series after : newer.series()) {
      Optional.ofNullable(before.get(after.key()))
          .map(one -> compare(one, after))
          .filter(one -> one.change() > tolerance && one.newer().apartFrom(one.older()))
          .ifPresent(regressions::add);
    }
    regressions.sort((a, b) -> Double.compare(b.change(), a.change()));
    return regressions;
  }

  private Regression compare(Series before, Series after) {
    Optional<Statistics> ratioBefore = older.ratio(before);
    Optional<Statistics> ratioAfter = newer.ratio(after);
    boolean ratios =
        ratioBefore.isPresent()
            && ratioAfter.isPresent()
            && before.baseline().equals(after.baseline());
    Statistics was = ratios ? ratioBefore.get() : before.statistics();
    Statistics is = ratios ? ratioAfter.get() : after.statistics();
    return new Regression(
        after.key(),
        ratios ? "ratio" : after.unit().symbol(),
        was,
        is,
        worsening(was.median(), is.median(), after.unit().moreIsBetter()));
  }

  /** By what share it became worse; negative if it became better. */
  private static double worsening(double was, double is, boolean moreIsBetter) {
    double difference = moreIsBetter ? was - is : is - was;
    return difference == 0 ? 0 : difference / Math.abs(was);
  }

  /** What was measured before and is not now. */
  List<Series.Key> missing() {
    return onlyIn(older, newer);
  }

  /** What was not measured before. */
  List<Series.Key> added() {
    return onlyIn(newer, older);
  }

  private static List<Series.Key> onlyIn(Report one, Report other) {
    Map<Series.Key, Series> known = byKey(other);
    return one.series().stream().map(Series::key).filter(key -> !known.containsKey(key)).toList();
  }

  private static Map<Series.Key, Series> byKey(Report report) {
    return report.series().stream().collect(Collectors.toMap(Series::key, Function.identity()));
  }

  /** Prints the comparison, for a person. */
  void print(PrintStream out) {
    if (!older.environment().machine().equals(newer.environment().machine())) {
      out.println("The machines differ: what has no baseline says little.");
    }
    if (older.settings() != newer.settings()) {
      out.printf(
          "The settings differ: %s before, %s now.%n",
          older.settings().id(), newer.settings().id());
    }
    missing().forEach(key -> out.println("Only in the older report: " + key));
    added().forEach(key -> out.println("Only in the newer report: " + key));
    List<Regression> regressions = regressions();
    if (regressions.isEmpty()) {
      out.printf("Nothing became worse by more than %s.%n", percent(tolerance));
      return;
    }
    out.printf("Worse by more than %s and beyond the spreads:%n%n", percent(tolerance));
    out.println("| series | measure | before | now | worse by |");
    out.println("| --- | --- | --- | --- | --- |");
    for (Regression one : regressions) {
      out.printf(
          "| %s | %s | %s | %s | %s |%n",
          one.what(), one.measure(), words(one.older()), words(one.newer()), percent(one.change()));
    }
  }

  private static String words(Statistics statistics) {
    return "%s (%s to %s)"
        .formatted(
            Numbers.rounded(statistics.median()),
            Numbers.rounded(statistics.min()),
            Numbers.rounded(statistics.max()));
  }

  private static String percent(double share) {
    return Double.isInfinite(share) ? "from 0" : Numbers.brief(share * 100) + " %";
  }

  /**
   * Compares two files: {@code OLD.json NEW.json [--tolerance 0.10]}. The exit code is 0 if nothing
   * became worse, 1 if something did, and 2 if that could not be found out.
   */
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out, System.err));
  }

  static int run(List<String> args, PrintStream out, PrintStream err) {
    boolean tolerant = args.size() == 4 && args.get(2).equals("--tolerance");
    if (args.size() != 2 && !tolerant) {
      err.println(USAGE);
      return 2;
    }
    try {
      Comparison comparison =
          new Comparison(
              ReportJson.read(Path.of(args.get(0))),
              ReportJson.read(Path.of(args.get(1))),
              tolerant ? Double.parseDouble(args.get(3)) : DEFAULT_TOLERANCE);
      comparison.print(out);
      return comparison.regressions().isEmpty() ? 0 : 1;
    } catch (IOException e) {
      err.println("Cannot read " + e.getMessage());
      return 2;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return 2;
    }
  }
}
