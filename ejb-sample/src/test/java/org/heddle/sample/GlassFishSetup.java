package org.heddle.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.heddle.brokers.ShellScript;
import org.heddle.brokers.glassfish.Distribution;

/**
 * What a Payara Server or a GlassFish needs to run the sample: runs of {@code
 * server-config/glassfish/configure.sh}, and the application.
 */
final class GlassFishSetup {

  private GlassFishSetup() {}

  /** Makes what the sample needs: the adapter, the database, the connection factories. */
  static ShellScript everything(
      Distribution distribution, Optional<SampleBroker.Configuration> broker) {
    return switch (distribution) {
      case PAYARA ->
          script(
              Stream.concat(
                      Stream.of("h2"), broker.map(SampleBroker.Configuration::script).stream())
                  .toList(),
              broker.map(SampleBroker.Configuration::variables).orElse(Map.of()));
      case GLASSFISH, GLASSFISH_8 -> named(broker.orElse(SampleBroker.Configuration.MEMORY));
    };
  }

  /** Makes what the sample needs besides connection factories: the adapter and the database. */
  static ShellScript database(Distribution distribution) {
    String database =
        switch (distribution) {
          case PAYARA -> "h2";
          case GLASSFISH, GLASSFISH_8 -> "derby";
        };
    return script(List.of(database), Map.of());
  }

  /** Takes it back. */
  static ShellScript removal() {
    return script(List.of("remove"), Map.of());
  }

  /** The application, with the descriptors that it needs on GlassFish and nowhere else. */
  static Path application(Distribution distribution) {
    Path war = SampleServer.file("sample.war");
    return switch (distribution) {
      case PAYARA -> war;
      case GLASSFISH, GLASSFISH_8 ->
          withDescriptors(
              war, SampleServer.file("server-config").resolve("glassfish/sample/WEB-INF"));
    };
  }

  /** With the connection factories that the descriptors name. */
  private static ShellScript named(SampleBroker.Configuration broker) {
    Map<String, String> variables = new HashMap<>(broker.variables());
    variables.put("SAMPLE_POOL", pool(broker, broker.quakes()));
    variables.put("SAMPLE_ALERTS_POOL", pool(broker, broker.alerts()));
    return script(List.of("derby", broker.script(), "sample"), variables);
  }

  /**
   * The pool of a connection factory; where it is the only one, the pool is called as its broker.
   */
  private static String pool(SampleBroker.Configuration broker, String factory) {
    return factory.equals(SampleBroker.FACTORY)
        ? "heddle-" + broker.script().split("-")[0]
        : factory.toLowerCase(Locale.ROOT).replace('/', '-');
  }

  private static ShellScript script(List<String> arguments, Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("HEDDLE_RAR", SampleServer.file("heddle.rar").toString());
    return new ShellScript(
        SampleServer.file("server-config").resolve("glassfish/configure.sh"),
        environment,
        arguments);
  }

  private static Path withDescriptors(Path war, Path descriptors) {
    Path copy = war.resolveSibling("glassfish-" + war.getFileName());
    try {
      Files.copy(war, copy, StandardCopyOption.REPLACE_EXISTING);
      try (FileSystem zip = FileSystems.newFileSystem(copy);
          Stream<Path> files = Files.list(descriptors)) {
        for (Path file : files.toList()) {
          Files.copy(file, zip.getPath("WEB-INF", file.getFileName().toString()));
        }
      }
      return copy;
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot add the descriptors to " + war, e);
    }
  }
}
