package org.heddle.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.heddle.brokers.ApplicationServer;
import org.heddle.brokers.WebApplication;
import org.jboss.arquillian.container.spi.Container;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.core.api.Instance;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.protocol.servlet5.ServletMethodExecutor;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * Runs a server for each application, which starts with it and ends with it, configured by the
 * script that has the name of the container.
 */
public final class ServerContainer implements DeployableContainer<ServerContainer.Settings> {

  private static final String CONTEXT_ROOT = "/suite";

  @Inject private Instance<Container<?>> container;

  private List<String> jvmOptions;
  private ApplicationServer running;

  @Override
  public Class<Settings> getConfigurationClass() {
    return Settings.class;
  }

  @Override
  public void setup(Settings settings) {
    jvmOptions = settings.jvmOptions;
  }

  @Override
  public ProtocolDescription getDefaultProtocol() {
    return new ProtocolDescription("Servlet 5.0");
  }

  @Override
  public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
    SuiteServer server = SuiteServer.chosen();
    server.describe(archive.as(WebArchive.class), SuiteBrokers.addresses());
    Path war = Path.of(archive.getName()).toAbsolutePath();
    archive.as(ZipExporter.class).exportTo(war.toFile(), true);
    try {
      running =
          server.start(
              container.get().getName(),
              SuiteBrokers.addresses(),
              jvmOptions,
              List.of(new WebApplication(war, CONTEXT_ROOT)));
    } catch (IllegalStateException e) {
      throw new DeploymentException("Cannot run " + archive.getName() + " on " + server, e);
    }
    URI address = running.uri(CONTEXT_ROOT);
    return new ProtocolMetaData()
        .addContext(
            new HTTPContext(address.getHost(), address.getPort())
                .add(new Servlet(ServletMethodExecutor.ARQUILLIAN_SERVLET_NAME, CONTEXT_ROOT)));
  }

  @Override
  public void undeploy(Archive<?> archive) {
    running.close();
  }

  /** What {@code arquillian.xml} says of a container. */
  public static final class Settings implements ContainerConfiguration {

    private List<String> jvmOptions = List.of();

    /** Sets options of the server's virtual machine, separated by spaces. */
    public void setJvmOptions(String options) {
      jvmOptions = Stream.of(options.split(" ")).toList();
    }

    @Override
    public void validate() {
      // Whatever is said is passed on.
    }
  }
}
