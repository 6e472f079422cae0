package org.heddle.server;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.heddle.brokers.payara.PayaraMicro;

/** A Payara Micro; it can be deployed to from inside only. */
record PayaraLife(PayaraMicro server) implements LifeServer {

  @Override
  public String applicationLoader() {
    return "org.glassfish.web.loader.WebappClassLoader";
  }

  @Override
  public String workerThread() {
    return "worker";
  }

  @Override
  public void deploy(Path war) throws Exception {
    String path = URLEncoder.encode(war.toString(), StandardCharsets.UTF_8);
    if (!control().post("/payara/deploy?file=" + path).equals("true")) {
      throw new IllegalStateException(war + " was not deployed; see the server's log");
    }
  }

  @Override
  public void undeploy(String name) throws Exception {
    control().post("/payara/undeploy?name=" + name);
  }
}
