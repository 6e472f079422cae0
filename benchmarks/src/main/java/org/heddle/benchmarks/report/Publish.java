package org.heddle.benchmarks.report;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Brings the tables and plots of a document up to date with a report that was kept. */
public final class Publish {

  private static final String USAGE = "Usage: Publish REPORT.json DOCUMENT.md";

  private Publish() {}

  /**
   * Publishes a file: {@code REPORT.json DOCUMENT.md}. The plots are written beside the document;
   * the document has to name the report relative to itself, see {@link Markdown}. The exit code is
   * 0, or 2 if that was not possible.
   */
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.err));
  }

  static int run(List<String> args, PrintStream err) {
    if (args.size() != 2) {
      err.println(USAGE);
      return 2;
    }
    try {
      publish(Path.of(args.get(0)), Path.of(args.get(1)));
      return 0;
    } catch (IOException e) {
      err.println("Cannot read or write " + e.getMessage());
      return 2;
    } catch (IllegalArgumentException e) {
      err.println(e.getMessage());
      return 2;
    }
  }

  /**
   * Writes the tables into the document and the plots beside it.
   *
   * @throws IOException if a file cannot be read or written
   * @throws IllegalArgumentException if the file holds no report or the document has no place for
   *     it
   */
  public static void publish(Path file, Path document) throws IOException {
    Report report = ReportJson.read(file);
    Path folder = document.toAbsolutePath().normalize().getParent();
    String name =
        folder.relativize(file.toAbsolutePath().normalize()).toString().replace('\\', '/');
    String updated = new Markdown(name).update(Files.readString(document), report);
    Plots.write(report, folder);
    Files.writeString(document, updated);
  }
}
