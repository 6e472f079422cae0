package org.heddle.brokers;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the build puts beside the class of a broker or a server: its configuration, and where the
 * jars are that it runs on, which whoever uses that class never sees.
 */
public final class BrokerFiles {

  private static final String CLASS_PATH = "class-path.txt";
  private static final String HOME = "home.txt";

  private BrokerFiles() {}

  /**
   * Opens a file beside a class.
   *
   * @throws IllegalStateException when it is not there
   */
  public static InputStream open(Class<?> beside, String name) {
    InputStream stream = beside.getResourceAsStream(name);
    if (stream == null) {
      throw new IllegalStateException(
          name + " is not beside " + beside.getName() + ": build its module with Maven");
    }
    return stream;
  }

  /**
   * Reads the class path of a broker, which the build has written from the provided dependencies of
   * the module.
   *
   * @throws IOException when the file cannot be read
   * @throws IllegalStateException when a jar is not there any more
   */
  public static List<Path> classPath(Class<?> beside) throws IOException {
    List<Path> jars =
        Stream.of(text(beside, CLASS_PATH).split(File.pathSeparator)).map(Path::of).toList();
    for (Path jar : jars) {
      require(Files.isRegularFile(jar), jar, beside);
    }
    return jars;
  }

  /**
   * Finds the installation of a server that the build has unpacked.
   *
   * @throws IOException when the file cannot be read that says where it is
   * @throws IllegalStateException when the installation is not there
   */
  public static Path installation(Class<?> beside) throws IOException {
    Path directory = Path.of(text(beside, HOME));
    require(Files.isDirectory(directory), directory, beside);
    return directory;
  }

  /** Where a class is loaded from, a jar or a folder. */
  public static Path locationOf(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException("Cannot find the jar of " + type, e);
    }
  }

  private static String text(Class<?> beside, String name) throws IOException {
    try (InputStream text = open(beside, name)) {
      return new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
    }
  }

  private static void require(boolean there, Path path, Class<?> beside) {
    if (!there) {
      throw new IllegalStateException(
          path + " is not there any more: build the module of " + beside.getName() + " again");
    }
  }
}
