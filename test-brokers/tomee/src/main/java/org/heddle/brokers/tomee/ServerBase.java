package org.heddle.brokers.tomee;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.heddle.brokers.WebApplication;

/** The folder of one server, its {@code catalina.base}. */
record ServerBase(Path directory) {

  /**
   * Makes the folder with the configuration that the installation comes with, but for HTTP, which
   * is on a host and a port of its own, and for what would be written to files without end.
   */
  void fill(ServerHome home, String host, int port) throws IOException {
    for (String folder : List.of("conf", "lib", "logs", "webapps", "work")) {
      Files.createDirectories(directory.resolve(folder));
    }
    try (Stream<Path> files = Files.list(home.configuration())) {
      for (Path file : files.toList()) {
        Files.copy(file, configuration().resolve(file.getFileName()));
      }
    }
    serve(host, port);
    // The output of the process is kept, and capped.
    Files.writeString(
        logging(),
        """
        handlers = java.util.logging.ConsoleHandler
        java.util.logging.ConsoleHandler.formatter = org.apache.juli.OneLineFormatter
        """);
  }

  private void serve(String host, int port) throws IOException {
    Path file = configuration().resolve("server.xml");
    String changed =
        Files.readString(file)
            .replace("<Server port=\"8005\"", "<Server port=\"-1\"")
            .replace(
                "<Connector port=\"8080\"",
                "<Connector address=\"" + host + "\" port=\"" + port + "\"")
            // How often the folder of applications is looked at, in seconds.
            .replace("<Engine ", "<Engine backgroundProcessorDelay=\"1\" ")
            .replaceAll("<Valve className=\"[^\"]*AccessLogValve\"[^>]*/>", "");
    Files.writeString(file, changed);
  }

  Path configuration() {
    return directory.resolve("conf");
  }

  /** Where an application is deployed from, and undeployed by deleting it. */
  Path file(WebApplication application) {
    return directory.resolve("webapps").resolve(application.fileName());
  }

  Path logging() {
    return configuration().resolve("logging.properties");
  }
}
