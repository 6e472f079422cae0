package org.heddle.brokers.glassfish;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.heddle.brokers.BrokerFiles;
import org.heddle.brokers.Command;
import org.heddle.brokers.NativeCommand;

/** Servers of one family, which have {@code asadmin} and the layout of their domains in common. */
public enum Distribution {
  /** Payara Server. */
  PAYARA,
  /** Eclipse GlassFish 7. */
  GLASSFISH,
  /** Eclipse GlassFish 8. */
  GLASSFISH_8;

  /** The installation that the build has unpacked. Nothing is written there. */
  Path home() {
    Properties homes = new Properties();
    try (InputStream file = BrokerFiles.open(Distribution.class, "homes.properties")) {
      homes.load(file);
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot find the installation", e);
    }
    Path directory = Path.of(homes.getProperty(name()));
    if (!Files.isDirectory(directory)) {
      throw new IllegalStateException(
          directory + " is not there any more: build heddle-test-glassfish again");
    }
    return directory;
  }

  /** Runs {@code asadmin}; what the archive has unpacked is not executable. */
  Command asadmin(List<String> arguments) {
    String script = home().resolve("bin").resolve("asadmin").toString();
    return new NativeCommand(
        Path.of("/usr/bin/env"),
        Stream.concat(
                Stream.of("AS_JAVA=" + System.getProperty("java.home"), "/bin/bash", script),
                arguments.stream())
            .toList());
  }
}
