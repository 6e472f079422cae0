package org.heddle.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the build has laid ready: system properties that Maven sets.
 *
 * @param rar the adapter
 * @param work where archives are packed and results go
 * @param libraries the folder of jars for the application and for the server
 * @param serverConfig the folder of what configures servers
 * @param documents the folder of the documentation that shows the results
 * @param jvmOptions options of the server's virtual machine, such as a profiler, from the property
 *     {@code benchmarks.jvm}, separated by blanks
 */
record Kit(
    Path rar,
    Path work,
    Path libraries,
    Path serverConfig,
    Path documents,
    List<String> jvmOptions) {

  static Kit ofSystemProperties() {
    return new Kit(
        path("heddle.rar"),
        path("benchmarks.directory"),
        path("benchmarks.libraries"),
        path("server-config"),
        path("benchmarks.documents"),
        Stream.of(System.getProperty("benchmarks.jvm", "").split(" "))
            .filter(option -> !option.isBlank())
            .toList());
  }

  private static Path path(String property) {
    String value = System.getProperty(property);
    if (value == null) {
      throw new IllegalStateException(
          "The system property " + property + " is missing; run this with Maven");
    }
    return Path.of(value).normalize();
  }

  Path applicationLibraries() {
    return libraries.resolve("application");
  }

  List<Path> serverLibraries() {
    try (Stream<Path> jars = Files.list(libraries.resolve("server"))) {
      return jars.sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot list the server's libraries", e);
    }
  }
}
