package org.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishTest {

  @TempDir private Path folder;
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();

  @Test
  void shouldWriteTablesAndPlots() throws IOException {
    Path results = Files.createDirectories(folder.resolve("results")).resolve("full.json");
    ReportJson.write(Samples.everything(), results);
    Path document =
        Files.writeString(
            folder.resolve("README.md"), "<!-- from results/full.json -->\n<!-- end -->\n");

    assertThat(run(results, document)).isZero();

    assertThat(document).content().contains("| bean, transaction per batch | WildFly |");
    assertThat(folder.resolve("latency-ms.svg")).content().startsWith("<svg ");
  }

  @Test
  void shouldLeaveEverythingIfTheDocumentHasNoPlace() throws IOException {
    Path results = folder.resolve("full.json");
    ReportJson.write(Samples.everything(), results);
    Path document = Files.writeString(folder.resolve("README.md"), "# Performance\n");

    assertThat(run(results, document)).isEqualTo(2);

    assertThat(err.toString(StandardCharsets.UTF_8)).contains("<!-- from full.json -->");
    assertThat(folder).isDirectoryNotContaining("glob:**.svg");
    assertThat(document).hasContent("# Performance\n");
  }

  @Test
  void shouldSayHowItIsUsed() {
    assertThat(run()).isEqualTo(2);
    assertThat(run(folder.resolve("none.json"), folder.resolve("README.md"))).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8)).contains("Usage:").contains("none.json");
  }

  private int run(Path... args) {
    return Publish.run(
        List.of(args).stream().map(Path::toString).toList(),
        new PrintStream(err, true, StandardCharsets.UTF_8));
  }
}
