package org.heddle.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import org.heddle.brokers.FreePorts;
import org.heddle.brokers.ServerOptions;
import org.heddle.brokers.wildfly.WildFly;
import org.jboss.as.controller.client.ModelControllerClient;
import org.wildfly.plugin.tools.Deployment;
import org.wildfly.plugin.tools.DeploymentManager;
import org.wildfly.plugin.tools.UndeployDescription;

/** A WildFly, deployed to by its management. */
record WildFlyLife(WildFly server, ModelControllerClient management) implements LifeServer {

  static WildFlyLife start(ServerOptions options, Path application) throws IOException {
    int port = FreePorts.next();
    WildFlyLife life =
        new WildFlyLife(
            WildFly.start(options, port), ModelControllerClient.Factory.create("127.0.0.1", port));
    // Not by the folder that the server scans: it would deploy again what is undeployed here.
    life.deploy(application);
    return life;
  }

  @Override
  public String applicationLoader() {
    return "\"deployment.";
  }

  @Override
  public String workerThread() {
    return "default-threads";
  }

  @Override
  public void deploy(Path war) throws IOException {
    try (Deployment deployment = Deployment.of(war)) {
      DeploymentManager.create(management).deploy(deployment).assertSuccess();
    }
  }

  @Override
  public void undeploy(String name) throws IOException {
    DeploymentManager.create(management)
        .undeploy(UndeployDescription.of(name + ".war"))
        .assertSuccess();
  }

  @Override
  public void close() {
    try (ModelControllerClient closed = management) {
      server.close();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot close the connection to the management", e);
    }
  }
}
