package org.heddle.ra.runtime;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Where the server that runs the adapter keeps its own data. There is no standard for that; each
 * names its place in a system property.
 */
final class ServerData {

  private static final String FOLDER = "heddle";

  private ServerData() {}

  /** Returns a folder for the adapter in the server's data, or empty in an unknown server. */
  static Optional<Path> folder() {
    return Stream.of(
            "com.sun.aas.instanceRoot", // Payara, GlassFish
            "jboss.server.data.dir", // WildFly
            "server.output.dir", // Open Liberty
            "catalina.base") // TomEE
        .map(System::getProperty)
        .filter(path -> path != null && !path.isBlank())
        .map(Path::of)
        .filter(Files::isDirectory)
        .findFirst()
        .map(data -> data.resolve(FOLDER));
  }

  /** Tells whether a folder is likely to be gone after a restart of the server. */
  static boolean isTemporary(Path folder) {
    return folder
        .toAbsolutePath()
        .normalize()
        .startsWith(Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath().normalize());
  }
}
