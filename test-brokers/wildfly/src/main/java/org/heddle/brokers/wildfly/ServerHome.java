package org.heddle.brokers.wildfly;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.heddle.brokers.BrokerFiles;
import org.heddle.brokers.JavaCommand;

/** The installation of WildFly that the build has unpacked. Nothing is written there. */
record ServerHome(Path directory) {

  /** What the server's own scripts open to it on Java 17. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.lang.invoke",
          "java.base/java.lang.reflect",
          "java.base/java.io",
          "java.base/java.net",
          "java.base/java.security",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.management/javax.management",
          "java.naming/javax.naming");

  static ServerHome find() throws IOException {
    return new ServerHome(BrokerFiles.installation(ServerHome.class));
  }

  /** The configuration that a new server starts with. */
  Path configuration() {
    return directory.resolve("standalone").resolve("configuration");
  }

  /** Runs the server, as {@code standalone.sh} does. */
  JavaCommand command(List<String> jvmOptions, List<String> arguments) {
    List<String> options = new ArrayList<>(jvmOptions);
    OPENED.forEach(opened -> options.add("--add-opens=" + opened + "=ALL-UNNAMED"));
    List<String> all =
        new ArrayList<>(
            List.of(
                "-mp",
                directory.resolve("modules").toString(),
                "org.jboss.as.standalone",
                "-Djboss.home.dir=" + directory));
    all.addAll(arguments);
    return new JavaCommand(
        List.of(directory.resolve("jboss-modules.jar")), options, "org.jboss.modules.Main", all);
  }
}
