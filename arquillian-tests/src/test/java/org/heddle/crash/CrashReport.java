package org.heddle.crash;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** The table of what was killed, where, and what it did, printed and in the build's folder. */
final class CrashReport {

  private static final String HEADER =
      "| killed | where | kills | numbers | rows | records | doubles | losses | calls after commit"
          + " | start, s | recovery, s |\n"
          + "|---|---|---:|---:|---:|---:|---:|---:|---:|---:|---:|\n";

  private final String title;
  private final List<Line> lines = Collections.synchronizedList(new ArrayList<>());

  CrashReport(String title) {
    this.title = title;
  }

  /**
   * Notes a kill.
   *
   * @param start how long whatever was killed took to be there again
   * @param recovery how long it took from then on until nothing was in doubt or on its way
   */
  void add(
      String victim, String where, int numbers, Count count, Duration start, Duration recovery) {
    lines.add(new Line(victim, where, numbers, count, start, recovery));
  }

  /** Prints the table and writes it to a file, one line for each victim and place. */
  void publish() throws IOException {
    String table =
        "\n%s\n\n%s".formatted(title, HEADER)
            + lines.stream()
                .collect(
                    Collectors.groupingBy(Line::place, LinkedHashMap::new, Collectors.toList()))
                .values()
                .stream()
                .map(CrashReport::row)
                .collect(Collectors.joining());
    System.out.println(table);
    Files.writeString(Path.of("crash-" + title.replaceAll("\\W+", "-") + ".md"), table);
  }

  private static String row(List<Line> kills) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %d | %d | %d | %d | %d | %d | %.1f | %.1f |%n",
        kills.get(0).place(),
        kills.size(),
        kills.stream().mapToInt(Line::numbers).sum(),
        kills.stream().mapToInt(line -> line.count().rows()).sum(),
        kills.stream().mapToInt(line -> line.count().records()).sum(),
        kills.stream().mapToInt(line -> line.count().doubles().size()).sum(),
        kills.stream().mapToInt(line -> line.count().losses().size()).sum(),
        kills.stream().mapToInt(line -> line.count().lateCalls().size()).sum(),
        kills.stream().mapToDouble(line -> seconds(line.start())).max().orElseThrow(),
        kills.stream().mapToDouble(line -> seconds(line.recovery())).max().orElseThrow());
  }

  private static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }

  private record Line(
      String victim, String where, int numbers, Count count, Duration start, Duration recovery) {

    String place() {
      return victim + " | " + where;
    }
  }
}
