package org.heddle.server;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.heddle.brokers.FreePorts;
import org.heddle.brokers.ServerOptions;
import org.heddle.brokers.ShellScript;
import org.heddle.brokers.wildfly.WildFly;
import org.jboss.arquillian.config.descriptor.api.ContainerDef;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.ContainerRegistry;
import org.jboss.arquillian.container.spi.client.deployment.DeploymentScenario;
import org.jboss.arquillian.container.spi.client.deployment.TargetDescription;
import org.jboss.arquillian.container.spi.event.StartContainer;
import org.jboss.arquillian.container.spi.event.container.AfterStop;
import org.jboss.arquillian.container.test.api.ContainerController;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.test.spi.event.suite.BeforeClass;

/**
 * Runs a WildFly for each class of tests, configured for the broker that it asks for by {@code
 * server-config/wildfly/configure.sh}. Arquillian then finds it running.
 */
final class WildFlyServers {

  private static final String JVM_OPTIONS = "javaVmArguments";
  private static final Path CONFIGURE = Path.of("wildfly", "configure.sh").toAbsolutePath();

  private final int managementPort = FreePorts.next();
  private WildFly server;

  void choose(@Observes ContainerRegistry containers) {
    for (Container<?> container : containers.getContainers()) {
      container
          .getContainerConfiguration()
          .overrideProperty("managementPort", String.valueOf(managementPort));
    }
  }

  // After Arquillian has found out what the class deploys: it does not start manual containers.
  void startAndDeploy(
      @Observes(precedence = -1) BeforeClass event,
      DeploymentScenario scenario,
      ContainerController controller) {
    for (TargetDescription target : scenario.targets()) {
      controller.start(target.getName());
    }
  }

  void start(@Observes(precedence = 1) StartContainer event) {
    server =
        WildFly.start(options(event.getContainer().getContainerConfiguration()), managementPort);
  }

  void stop(@Observes AfterStop event) {
    server.close();
  }

  private ServerOptions options(ContainerDef settings) {
    ServerOptions options = options(List.of(settings.getContainerName(), "suite"), Map.of());
    Stream<String> given = Stream.of(settings.getContainerProperty(JVM_OPTIONS).split(" "));
    return Stream.concat(given, SuiteBrokers.addresses().stream())
        .reduce(options, ServerOptions::withJvmOption, (first, second) -> second);
  }

  /** A server with the adapter, configured by files of {@code server-config/wildfly}. */
  static ServerOptions options(List<String> scripts, Map<String, String> environment) {
    Map<String, String> all = new HashMap<>(environment);
    all.put("HEDDLE_RAR", Path.of("heddle.rar").toAbsolutePath().toString());
    return ServerOptions.defaults().withConfiguration(new ShellScript(CONFIGURE, all, scripts));
  }
}
