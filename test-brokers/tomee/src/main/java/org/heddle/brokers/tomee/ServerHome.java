package org.heddle.brokers.tomee;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.heddle.brokers.BrokerFiles;
import org.heddle.brokers.JavaCommand;

/** The installation of TomEE that the build has unpacked. Nothing is written there. */
record ServerHome(Path directory) {

  /** What the server's own scripts open to it on Java 17. */
  private static final List<String> OPENED =
      List.of(
          "java.base/java.lang",
          "java.base/java.io",
          "java.base/java.util",
          "java.base/java.util.concurrent",
          "java.rmi/sun.rmi.transport");

  static ServerHome find() throws IOException {
    return new ServerHome(BrokerFiles.installation(ServerHome.class));
  }

  /** The configuration that a new server starts with. */
  Path configuration() {
    return directory.resolve("conf");
  }

  /** Runs a server, as {@code catalina.sh run} does. */
  JavaCommand command(ServerBase base, List<String> jvmOptions) {
    List<String> options = new ArrayList<>(jvmOptions);
    OPENED.forEach(opened -> options.add("--add-opens=" + opened + "=ALL-UNNAMED"));
    options.add("-javaagent:" + directory.resolve("lib/openejb-javaagent.jar"));
    options.add("-Djava.util.logging.manager=org.apache.juli.ClassLoaderLogManager");
    options.add("-Djava.util.logging.config.file=" + base.logging());
    options.add("-Dcatalina.home=" + directory);
    options.add("-Dcatalina.base=" + base.directory());
    return new JavaCommand(
        List.of(directory.resolve("bin/bootstrap.jar"), directory.resolve("bin/tomcat-juli.jar")),
        options,
        "org.apache.catalina.startup.Bootstrap",
        List.of("start"));
  }
}
