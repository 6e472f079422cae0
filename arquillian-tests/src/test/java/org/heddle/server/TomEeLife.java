package org.heddle.server;

import java.io.IOException;
import java.nio.file.Path;
import org.heddle.brokers.tomee.TomEe;

/** A TomEE, deployed to by the folder of its applications. */
record TomEeLife(TomEe server) implements LifeServer {

  @Override
  public String applicationLoader() {
    return "org.apache.tomee.catalina.TomEEWebappClassLoader";
  }

  @Override
  public String workerThread() {
    return "heddleRA";
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
