package org.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Compares what is rendered with a file that somebody looked at. Run with {@code
 * -Dheddle.render=true} to write the files anew.
 */
final class Golden {

  private static final Path FOLDER = Path.of("src/test/resources/org/heddle/benchmarks/report");

  private Golden() {}

  static void compare(String name, String rendered) {
    Path file = FOLDER.resolve(name);
    if (Boolean.getBoolean("heddle.render")) {
      write(file, rendered);
    }
    assertThat(file)
        .as("Look at the difference; if it is meant, render with -Dheddle.render=true and commit")
        .exists()
        .hasContent(rendered);
  }

  private static void write(Path file, String rendered) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, rendered);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
