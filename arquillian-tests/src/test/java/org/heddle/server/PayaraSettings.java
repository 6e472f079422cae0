package org.heddle.server;

import java.nio.file.Path;
import org.heddle.brokers.FreePorts;
import org.jboss.arquillian.config.descriptor.api.ContainerDef;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.ContainerRegistry;
import org.jboss.arquillian.core.api.annotation.Observes;

/** Gives every Payara a free port, tells those who talk to it, and says where the brokers are. */
final class PayaraSettings {

  private static final String SERVER_OPTIONS = "extraMicroOptions";
  private static final String JVM_OPTIONS = "cmdOptions";

  void choose(@Observes ContainerRegistry containers) {
    for (Container<?> container : containers.getContainers()) {
      ContainerDef settings = container.getContainerConfiguration();
      String port = String.valueOf(FreePorts.next());
      append(settings, SERVER_OPTIONS, "--port " + port);
      SuiteBrokers.addresses()
          .forEach((name, value) -> append(settings, JVM_OPTIONS, "-D" + name + "=" + value));
      append(settings, JVM_OPTIONS, "-Djava.io.tmpdir=" + Path.of("").toAbsolutePath());
      settings.protocol("Servlet 5.0").property("host", "127.0.0.1").property("port", port);
    }
  }

  private static void append(ContainerDef settings, String property, String value) {
    settings.overrideProperty(property, settings.getContainerProperty(property) + " " + value);
  }
}
