package org.heddle.server;

import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.heddle.brokers.payara.PayaraMicro;
import org.heddle.brokers.payara.PayaraOptions;

/** A Payara Micro; it can be deployed to from inside only. */
record PayaraLife(PayaraMicro server) implements LifeServer {

  static PayaraLife start(Map<String, String> properties, Path control, Path application)
      throws IOException {
    PayaraOptions options =
        PayaraOptions.defaults()
            .withApplication(control, Control.CONTEXT_ROOT)
            .withApplication(application, "/life");
    for (Map.Entry<String, String> property : properties.entrySet()) {
      options = options.withJvmOption("-D" + property.getKey() + "=" + property.getValue());
    }
    for (String command : commands("kafka-sasl.asadmin")) {
      options = options.withPostBootCommand(command);
    }
    return new PayaraLife(PayaraMicro.start(options));
  }

  private static List<String> commands(String file) throws IOException {
    String rar = Path.of("heddle.rar").toAbsolutePath().toString();
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines.map(line -> line.replace(" heddle.rar", " " + rar)).toList();
    }
  }

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
