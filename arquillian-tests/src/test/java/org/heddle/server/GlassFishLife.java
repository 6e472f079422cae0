package org.heddle.server;

import java.nio.file.Path;
import org.heddle.brokers.glassfish.GlassFish;

/** A Payara Server or a GlassFish, deployed to by its {@code asadmin}. */
record GlassFishLife(GlassFish server) implements LifeServer {

  @Override
  public String applicationLoader() {
    return "org.glassfish.web.loader.WebappClassLoader";
  }

  @Override
  public String workerThread() {
    return "p: thread-pool-1;";
  }

  @Override
  public void deploy(Path war) {
    server.asadmin("deploy", war.toString());
  }

  @Override
  public void undeploy(String name) {
    server.asadmin("undeploy", name);
  }
}
