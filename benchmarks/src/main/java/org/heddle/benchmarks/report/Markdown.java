package org.heddle.benchmarks.report;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tables of a report in a document that people write. They stand between the lines {@code <!--
 * from FILE -->} and {@code <!-- end -->}; what is outside of these is left as it is. {@code <!--
 * from FILE: environment -->} takes only the machine and the versions, {@code <!-- from FILE:
 * consume -->} only the tables of that group, so that each can have its own prose around it.
 *
 * @param file how the document names the file of the report
 */
public record Markdown(String file) {

  private static final String ENVIRONMENT = "environment";
  private static final String END = "<!-- end -->";

  /** A column of a table: its heading and what it says of a series. */
  private record Column(String heading, Function<Series, String> text) {

    boolean saysSomething(List<Series> rows) {
      return rows.stream().anyMatch(row -> !text.apply(row).isEmpty());
    }
  }

  /**
   * The document with the tables of this report in place of older ones.
   *
   * @throws IllegalArgumentException if the document has no place for the file, or one without an
   *     end, or for a group that there is not
   */
  public String update(String document, Report report) {
    Matcher begin =
        Pattern.compile("(?m)^<!-- from " + Pattern.quote(file) + "(?:: (\\S+))? -->$")
            .matcher(document);
    StringBuilder updated = new StringBuilder();
    int kept = 0;
    while (begin.find()) {
      int end = document.indexOf(END, begin.end());
      int next = document.indexOf("<!-- from ", begin.end());
      if (end < 0 || next >= 0 && next < end) {
        throw new IllegalArgumentException("No %s follows %s".formatted(END, begin.group()));
      }
      updated.append(document, kept, begin.end());
      updated.append("\n\n").append(part(begin.group(1), report)).append("\n\n");
      kept = end;
    }
    if (kept == 0) {
      throw new IllegalArgumentException(
          "The document has no line <!-- from %s --> to put the tables at".formatted(file));
    }
    return updated.append(document.substring(kept)).toString();
  }

  private static String part(String name, Report report) {
    if (name == null) {
      return Stream.concat(
              Stream.of(environment(report)),
              Stream.of(Group.values())
                  .map(group -> tables(group, report))
                  .filter(tables -> !tables.isEmpty()))
          .collect(Collectors.joining("\n\n"));
    }
    if (name.equals(ENVIRONMENT)) {
      return environment(report);
    }
    String tables = tables(Group.of(name), report);
    return tables.isEmpty() ? "Not measured." : tables;
  }

  private static String environment(Report report) {
    Environment environment = report.environment();
    Machine machine = environment.machine();
    return Stream.of(
            "Measured on %s with %s settings."
                .formatted(
                    LocalDate.ofInstant(environment.date(), ZoneOffset.UTC),
                    report.settings().id()),
            "- Machine: %s, %d cores, %s GiB of memory, %s, %s"
                .formatted(
                    machine.cpu(),
                    machine.cores(),
                    Numbers.rounded(machine.memoryMib() / 1024.0),
                    machine.os(),
                    machine.jvm()),
            environment.versions().entrySet().stream()
                .map(version -> version.getKey() + " " + version.getValue())
                .collect(Collectors.joining(", ", "- Versions: ", "")))
        .collect(Collectors.joining("\n"))
        .replaceFirst("\n", "\n\n");
  }

  private static String tables(Group group, Report report) {
    List<String> tables = new ArrayList<>();
    for (Broker broker : Broker.values()) {
      List<Series> rows =
          report.series().stream()
              .filter(one -> one.group() == group && one.broker() == broker)
              .toList();
      if (!rows.isEmpty()) {
        String where = broker == Broker.NONE ? "" : ", " + broker.title();
        tables.add("### " + group.title() + where + "\n\n" + table(rows, report));
      }
    }
    return String.join("\n\n", tables);
  }

  private static String table(List<Series> rows, Report report) {
    List<Column> columns =
        Stream.of(
                new Column("what", Series::name),
                new Column("server", Series::server),
                new Column(
                    "size in bytes", one -> one.size() == 0 ? "" : Numbers.exact(one.size())),
                new Column("with", one -> one.parameter().map(Parameter::words).orElse("")),
                new Column("median", Markdown::median),
                new Column("spread", one -> spread(one.statistics())),
                new Column("middle half", one -> middleHalf(one.statistics())),
                new Column("compared with", one -> one.baseline().orElse("")),
                new Column("ratio (spread)", one -> ratio(one, report)),
                new Column("goal", one -> goal(one, report)))
            .filter(column -> column.saysSomething(rows))
            .toList();
    return Stream.concat(
            Stream.of(row(columns, Column::heading), row(columns, column -> "---")),
            rows.stream().map(one -> row(columns, column -> column.text().apply(one))))
        .collect(Collectors.joining("\n"));
  }

  private static String row(List<Column> columns, Function<Column, String> text) {
    return columns.stream()
        .map(text)
        .map(cell -> cell.replace("|", "\\|"))
        .collect(Collectors.joining(" | ", "| ", " |"));
  }

  private static String median(Series one) {
    return Numbers.amount(one.statistics().median()) + " " + one.unit().symbol();
  }

  private static String spread(Statistics statistics) {
    return range(statistics.min(), statistics.max(), Numbers::amount);
  }

  private static String middleHalf(Statistics statistics) {
    return range(statistics.lowerQuartile(), statistics.upperQuartile(), Numbers::amount);
  }

  private static String range(double from, double to, Function<Double, String> text) {
    return from == to ? text.apply(from) : text.apply(from) + " to " + text.apply(to);
  }

  private static String ratio(Series one, Report report) {
    return report
        .ratio(one)
        .map(
            ratio ->
                "%s (%s)"
                    .formatted(
                        Numbers.rounded(ratio.median()),
                        range(ratio.min(), ratio.max(), Numbers::rounded)))
        .orElse(one.baseline().isPresent() ? "none: the baseline is not positive" : "");
  }

  private static String goal(Series one, Report report) {
    return one.goal().map(goal -> goal.words() + ": " + verdict(goal, one, report)).orElse("");
  }

  private static String verdict(Goal goal, Series one, Report report) {
    Optional<Statistics> ratio = report.ratio(one);
    if (ratio.isEmpty()) {
      return "cannot be judged";
    }
    List<Double> ratios = report.ratios(one);
    long met = ratios.stream().filter(goal::metBy).count();
    boolean good = goal.metBy(ratio.get().median());
    if (met == 0 || met == ratios.size()) {
      return good ? "met" : "not met";
    }
    return (good ? "met, in " : "not met, but in ") + met + " of " + ratios.size() + " rounds";
  }
}
