package org.heddle.brokers;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * What the build puts beside the class of a broker: its configuration, and where the jars are that
 * it runs on, which whoever uses that class never sees.
 */
public final class BrokerFiles {

  private static final String CLASS_PATH = "class-path.txt";

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
    try (InputStream text = open(beside, CLASS_PATH)) {
      String classPath = new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
      List<Path> jars = Stream.of(classPath.split(File.pathSeparator)).map(Path::of).toList();
      for (Path jar : jars) {
        if (!Files.isRegularFile(jar)) {
          throw new IllegalStateException(
              jar + " is not there any more: build the module of " + beside.getName() + " again");
        }
      }
      return jars;
    }
  }
}
