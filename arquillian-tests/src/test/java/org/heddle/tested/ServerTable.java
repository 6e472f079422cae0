package org.heddle.tested;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts into a document what was tested on which server, from the reports of the builds that test
 * all of them, or checks that it is there.
 */
final class ServerTable {

  private static final String BEGIN = "<!-- tested -->\n";
  private static final String END = "<!-- end -->\n";

  private ServerTable() {}

  /**
   * Runs it.
   *
   * @param arguments {@code write} or {@code check}, the document, then the folders with reports
   */
  public static void main(String[] arguments) throws IOException {
    Path document = Path.of(arguments[1]);
    String text = Files.readString(document);
    String tested =
        text.substring(0, text.indexOf(BEGIN) + BEGIN.length())
            + table(Arrays.stream(arguments).skip(2).map(Path::of).toList())
            + text.substring(text.indexOf(END));
    if (arguments[0].equals("write")) {
      Files.writeString(document, tested);
    } else if (!tested.equals(text)) {
      throw new IllegalStateException(
          document + " does not say what was tested; it should be\n" + tested);
    }
  }

  static String table(List<Path> folders) throws IOException {
    Map<Server, Set<String>> passed = new EnumMap<>(Server.class);
    for (Server server : Server.values()) {
      passed.put(server, new HashSet<>());
    }
    for (Path folder : folders) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
        for (Path file : files) {
          TestReport.read(file)
              .filter(TestReport::passed)
              .ifPresent(report -> report.proofs().forEach(passed.get(report.server())::add));
        }
      }
    }
    return row("", Server::title)
        + row("---", server -> "---")
        + Arrays.stream(Feature.values())
            .map(
                feature ->
                    row(
                        feature.title(),
                        server -> feature.isProvedBy(passed.get(server)) ? "yes" : "no"))
            .collect(Collectors.joining());
  }

  private static String row(String title, Function<Server, String> cell) {
    return Stream.concat(Stream.of(title), Arrays.stream(Server.values()).map(cell))
        .collect(Collectors.joining(" | ", "| ", " |\n"));
  }
}
