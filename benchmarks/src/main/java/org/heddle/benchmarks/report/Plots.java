package org.heddle.benchmarks.report;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The plots of a report, each an image in SVG. There are those for which something was measured:
 *
 * <ul>
 *   <li>{@code ratio-GROUP-UNIT.svg}: the ratios to the baselines
 *   <li>{@code size-GROUP-UNIT.svg}: what depends on the size of the messages
 *   <li>{@code GROUP-PARAMETER-UNIT.svg}: what depends on a parameter
 *   <li>{@code GROUP-UNIT.svg}: percentiles, as those of latencies
 * </ul>
 *
 * <p>A plot with too much in it becomes one for each broker, which is added to its name: {@code
 * ratio-consume-messages-s-kafka.svg}.
 */
public final class Plots {

  private static final int MANY_BARS = 16;
  private static final int MANY_LINES = 8;

  private final Report report;
  private final SortedMap<String, String> images = new TreeMap<>();

  private Plots(Report report) {
    this.report = report;
    for (Group group : Group.values()) {
      for (Unit unit : Unit.values()) {
        List<Series> some =
            report.series().stream()
                .filter(one -> one.group() == group && one.unit() == unit)
                .toList();
        ratios(group, unit, some);
        percentiles(group, unit, some);
        parameters(group, unit, some);
        sizes(group, unit, some);
      }
    }
  }

  /** The plots by file name. */
  public static SortedMap<String, String> of(Report report) {
    return new Plots(report).images;
  }

  /**
   * Writes the plots to a folder, which is made if necessary; other files in it stay.
   *
   * @throws IOException if a file cannot be written
   */
  public static void write(Report report, Path folder) throws IOException {
    Files.createDirectories(folder);
    for (Map.Entry<String, String> image : of(report).entrySet()) {
      Files.writeString(folder.resolve(image.getKey()), image.getValue());
    }
  }

  private void ratios(Group group, Unit unit, List<Series> some) {
    List<Series> compared = some.stream().filter(one -> report.ratio(one).isPresent()).toList();
    draw(
        "ratio-" + group.id() + "-" + unit.symbol(),
        group.title() + ": " + quantity(unit) + " beside the baseline",
        compared,
        compared.size() > MANY_BARS,
        (title, series) -> ratios(title, unit, series));
  }

  private String ratios(String title, Unit unit, List<Series> series) {
    Set<String> baselines =
        series.stream().map(one -> one.baseline().orElseThrow()).collect(Collectors.toSet());
    boolean one = baselines.size() == 1;
    return new RatioChart(
            title,
            one
                ? "The baseline is: %s. %s"
                    .formatted(baselines.iterator().next(), Frame.DESCRIPTION)
                : Frame.DESCRIPTION,
            unit.moreIsBetter(),
            series.stream().map(bar -> bar(bar, !one)).toList())
        .svg();
  }

  private RatioChart.Bar bar(Series one, boolean withBaseline) {
    return new RatioChart.Bar(
        one.broker(),
        one.name(),
        one.server()
            + size(one)
            + one.parameter().map(parameter -> ", " + parameter.words()).orElse("")
            + (withBaseline ? "; baseline: " + one.baseline().orElseThrow() : ""),
        report.ratio(one).orElseThrow(),
        one.goal());
  }

  private void percentiles(Group group, Unit unit, List<Series> some) {
    List<Series> shown =
        some.stream()
            .filter(one -> one.parameter().filter(Parameter::isPercentile).isPresent())
            // They have no place on a logarithmic axis.
            .filter(one -> one.statistics().min() > 0)
            .toList();
    draw(
        group.id() + "-" + unit.symbol(),
        group.title(),
        shown,
        shown.stream().map(Plots::labelWithSize).distinct().count() > MANY_LINES,
        (title, series) -> new LatencyChart(title, axis(unit), points(series)).svg());
  }

  private static List<LatencyChart.Point> points(List<Series> series) {
    return series.stream()
        .map(
            one ->
                new LatencyChart.Point(
                    one.broker(),
                    labelWithSize(one),
                    one.parameter().orElseThrow(),
                    one.statistics()))
        .toList();
  }

  private void parameters(Group group, Unit unit, List<Series> some) {
    Map<String, List<Series>> byParameter =
        some.stream()
            .filter(one -> one.parameter().filter(p -> !p.isPercentile()).isPresent())
            .collect(
                Collectors.groupingBy(
                    one -> one.parameter().orElseThrow().name(),
                    LinkedHashMap::new,
                    Collectors.toList()));
    byParameter.forEach(
        (parameter, series) ->
            lines(
                group.id() + "-" + parameter + "-" + unit.symbol(),
                group.title() + ": " + quantity(unit) + " by " + parameter,
                capital(parameter),
                unit,
                series,
                Plots::labelWithSize,
                one -> one.parameter().orElseThrow().value(),
                1));
  }

  private void sizes(Group group, Unit unit, List<Series> some) {
    lines(
        "size-" + group.id() + "-" + unit.symbol(),
        group.title() + ": " + quantity(unit) + " by size of the messages",
        "Size of a message in bytes",
        unit,
        some.stream().filter(one -> one.size() > 0 && one.parameter().isEmpty()).toList(),
        Plots::label,
        one -> (double) one.size(),
        2);
  }

  private void lines(
      String name,
      String title,
      String across,
      Unit unit,
      List<Series> some,
      Function<Series, String> label,
      Function<Series, Double> x,
      int leastPoints) {
    Map<String, List<Series>> lines =
        some.stream()
            .collect(
                Collectors.groupingBy(
                    one -> one.broker() + label.apply(one),
                    LinkedHashMap::new,
                    Collectors.toList()));
    lines.values().removeIf(line -> line.size() < leastPoints);
    draw(
        name,
        title,
        lines.values().stream().flatMap(List::stream).toList(),
        lines.size() > MANY_LINES,
        (drawn, series) ->
            new LineChart(
                    drawn,
                    across,
                    axis(unit),
                    toLines(
                        series,
                        onlyBroker(series).isPresent()
                            ? label
                            : one -> one.broker().title() + ": " + label.apply(one),
                        x))
                .svg());
  }

  private static List<LineChart.Line> toLines(
      List<Series> series, Function<Series, String> label, Function<Series, Double> x) {
    Map<String, List<LineChart.Point>> lines = new LinkedHashMap<>();
    for (Series one : series) {
      lines
          .computeIfAbsent(label.apply(one), name -> new ArrayList<>())
          .add(new LineChart.Point(x.apply(one), one.statistics()));
    }
    return lines.entrySet().stream()
        .map(line -> new LineChart.Line(line.getKey(), line.getValue()))
        .toList();
  }

  /** Draws one image, or if that would be too much one for each broker, or none of nothing. */
  private void draw(
      String name,
      String title,
      List<Series> series,
      boolean split,
      BiFunction<String, List<Series>, String> chart) {
    if (!split) {
      put(name, title, series, chart);
      return;
    }
    for (Broker broker : Broker.values()) {
      put(
          name + "-" + broker.id(),
          title,
          series.stream().filter(one -> one.broker() == broker).toList(),
          chart);
    }
  }

  private void put(
      String name,
      String title,
      List<Series> series,
      BiFunction<String, List<Series>, String> chart) {
    if (!series.isEmpty()) {
      String file = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-") + ".svg";
      String where =
          onlyBroker(series)
              .filter(broker -> broker != Broker.NONE)
              .map(broker -> ", " + broker.title())
              .orElse("");
      images.put(file, chart.apply(title + where, series));
    }
  }

  private static Optional<Broker> onlyBroker(List<Series> series) {
    Broker first = series.get(0).broker();
    return series.stream().allMatch(one -> one.broker() == first)
        ? Optional.of(first)
        : Optional.empty();
  }

  private static String label(Series one) {
    return one.name() + ", " + one.server();
  }

  private static String labelWithSize(Series one) {
    return label(one) + size(one);
  }

  private static String size(Series one) {
    return one.size() == 0 ? "" : ", " + Numbers.exact(one.size()) + " bytes";
  }

  private static String axis(Unit unit) {
    return unit == Unit.THREADS ? unit.quantity() : unit.quantity() + " in " + unit.symbol();
  }

  private static String quantity(Unit unit) {
    return unit.quantity().toLowerCase(Locale.ROOT);
  }

  private static String capital(String text) {
    return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
  }
}
