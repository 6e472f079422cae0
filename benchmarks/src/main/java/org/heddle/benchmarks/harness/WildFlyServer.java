package org.heddle.benchmarks.harness;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.heddle.brokers.ServerOptions;
import org.heddle.brokers.ShellScript;
import org.heddle.brokers.wildfly.WildFly;

/** WildFly, with the adapter, a connection factory and the application. */
final class WildFlyServer implements Server {

  static final String NAME = "WildFly";

  private static final String FACTORY = "java:/heddle/ConnectionFactory";

  private static final Map<String, String> DESCRIPTORS =
      Map.of(
          "jboss-deployment-structure.xml",
          """
          <?xml version="1.0" encoding="UTF-8"?>
          <jboss-deployment-structure xmlns="urn:jboss:deployment-structure:1.3">
            <deployment>
              <exclude-subsystems>
                <!-- Its logging would come between the plain clients and their own. -->
                <subsystem name="logging"/>
              </exclude-subsystems>
              <dependencies>
                <module name="deployment.heddle.rar"/>
                <!-- Nothing of it is needed, but that it is deployed before. -->
                <module name="deployment.loop.rar"/>
              </dependencies>
            </deployment>
          </jboss-deployment-structure>
          """,
          "jboss-ejb3.xml",
          """
          <?xml version="1.0" encoding="UTF-8"?>
          <jboss:ejb-jar xmlns:jboss="urn:jboss:jakartaee:1.0"
              xmlns="https://jakarta.ee/xml/ns/jakartaee"
              xmlns:r="urn:resource-adapter-binding:2.0" version="4.0">
            <assembly-descriptor>
              <r:resource-adapter-binding>
                <ejb-name>*</ejb-name>
                <r:resource-adapter-name>heddle.rar</r:resource-adapter-name>
              </r:resource-adapter-binding>
              <r:resource-adapter-binding>
                <ejb-name>empty-Required</ejb-name>
                <r:resource-adapter-name>loop.rar</r:resource-adapter-name>
              </r:resource-adapter-binding>
              <r:resource-adapter-binding>
                <ejb-name>empty-NotSupported</ejb-name>
                <r:resource-adapter-name>loop.rar</r:resource-adapter-name>
              </r:resource-adapter-binding>
            </assembly-descriptor>
          </jboss:ejb-jar>
          """);

  // The server starts an adapter without connection factories by itself.
  private static final String LOOP = "deploy \"%s\" --name=loop.rar\n";

  private final WildFly server;
  private final Tasks tasks;

  private WildFlyServer(WildFly server) {
    this.server = server;
    this.tasks = new Tasks(server.uri("/benchmarks/task/"));
  }

  /** Starts a server; blocks until all is deployed. */
  static WildFlyServer start(Kit kit, RunningBroker broker, Application application) {
    Path war =
        application
            .withProperties(Map.of("connectionFactoryLookup", FACTORY))
            .withDescriptors(DESCRIPTORS)
            .pack(kit.work(), kit.applicationLibraries());
    ServerOptions options =
        ServerOptions.defaults()
            .withConfiguration(
                new ShellScript(
                    kit.serverConfig().resolve("wildfly/configure.sh"),
                    Map.of("HEDDLE_RAR", kit.rar().toString()),
                    List.of(broker.name(), loop(kit).toString())))
            .withApplication(war, "/benchmarks")
            .withJvmOption("-Xmx2g")
            .withJvmOption("-Dkafka.bootstrap.servers=" + broker.address())
            .withJvmOption("-Dbenchmarks.broker=" + broker.name())
            .withJvmOption("-Dbenchmarks.address=" + broker.address())
            .withJvmOption("-Dbenchmarks.factory=" + FACTORY);
    for (String option : kit.jvmOptions()) {
      options = options.withJvmOption(option);
    }
    return new WildFlyServer(WildFly.start(options));
  }

  /** The commands that deploy the adapter that loops. */
  private static Path loop(Kit kit) {
    Path rar = Application.packLoop(kit.work()).toAbsolutePath();
    try {
      return Files.writeString(kit.work().resolve("loop.cli"), LOOP.formatted(rar));
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot write the commands for WildFly", e);
    }
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public String ask(String task, Object... parameters) {
    return tasks.ask(task, parameters);
  }

  @Override
  public void close() {
    server.close();
  }
}
