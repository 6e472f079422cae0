package org.heddle.brokers;

import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** Commands that run the programs of this folder on the test's own class path. */
final class TestCommands {

  static final Duration TIMEOUT = Duration.ofSeconds(20);

  private TestCommands() {}

  static JavaCommand greeter(int port) {
    return of(Greeter.class, String.valueOf(port));
  }

  static JavaCommand chatterbox(String words, int times, int exitCode) {
    return of(Chatterbox.class, words, String.valueOf(times), String.valueOf(exitCode));
  }

  static JavaCommand parent(int port, String afterwards) {
    return of(Parent.class, String.valueOf(port), afterwards);
  }

  static JavaCommand claimant(int port) {
    return of(Claimant.class, String.valueOf(port));
  }

  private static JavaCommand of(Class<?> program, String... arguments) {
    List<Path> classPath =
        Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
            .map(Path::of)
            .toList();
    return new JavaCommand(classPath, List.of("-Xmx32m"), program.getName(), List.of(arguments));
  }
}
