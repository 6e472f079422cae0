package org.heddle.server;

import java.io.IOException;
import java.nio.file.Path;
import org.heddle.brokers.openliberty.OpenLiberty;

/** An Open Liberty, deployed to by files of its configuration. */
record OpenLibertyLife(OpenLiberty server) implements LifeServer {

  @Override
  public String applicationLoader() {
    return "com.ibm.ws.classloading.internal.AppClassLoader";
  }

  @Override
  public String workerThread() {
    return "Default Executor-thread";
  }

  @Override
  public void deploy(Path war) throws IOException {
    server.deploy(LifeServer.named(war));
  }

  @Override
  public void undeploy(String name) throws IOException {
    server.undeploy(LifeServer.named(Path.of(name + ".war")));
  }
}
