package org.heddle.server;

import java.io.IOException;
import java.nio.file.Path;
import org.heddle.brokers.WebApplication;
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
    server.deploy(application(war));
  }

  @Override
  public void undeploy(String name) throws IOException {
    server.undeploy(application(Path.of(name + ".war")));
  }

  private static WebApplication application(Path war) {
    return new WebApplication(war, "/" + war.getFileName().toString().replaceAll("\\.war$", ""));
  }

  @Override
  public Control control() {
    return new Control(server.uri(Control.CONTEXT_ROOT));
  }

  @Override
  public Path log() {
    return server.log();
  }

  @Override
  public void stop() {
    server.stop();
  }

  @Override
  public void close() {
    server.close();
  }
}
