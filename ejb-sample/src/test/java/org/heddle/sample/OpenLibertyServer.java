package org.heddle.sample;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.heddle.brokers.ServerOptions;
import org.heddle.brokers.ShellScript;
import org.heddle.brokers.openliberty.OpenLiberty;

/** The sample on Open Liberty, configured by {@code server-config/open-liberty/configure.sh}. */
record OpenLibertyServer(OpenLiberty server) implements KillableServer {

  static OpenLibertyServer start(SampleBroker broker, int port, int quakesPerSecond) {
    SampleBroker.Configuration told =
        broker.configuration().orElse(SampleBroker.Configuration.MEMORY);
    ServerOptions options =
        ServerOptions.defaults()
            .withPort(port)
            .withConfiguration(everything(told, Map.of()))
            .withJvmOption("-Dsample.rate=" + quakesPerSecond);
    for (Map.Entry<String, String> value : told.values().entrySet()) {
      options = options.withJvmOption("-D" + value.getKey() + "=" + value.getValue());
    }
    return new OpenLibertyServer(OpenLiberty.start(options));
  }

  /**
   * Makes what the sample needs, and the sample itself.
   *
   * @param broker which script makes the connection factories, and how they are called
   * @param secrets what that script has to know besides
   */
  static ShellScript everything(SampleBroker.Configuration broker, Map<String, String> secrets) {
    Map<String, String> variables = new HashMap<>(secrets);
    variables.put("SAMPLE_FACTORY", broker.quakes());
    variables.put("SAMPLE_ALERTS_FACTORY", broker.alerts());
    return script(List.of("derby", broker.script(), "sample"), variables);
  }

  /** Takes it back. */
  static ShellScript removal() {
    return script(List.of("remove"), Map.of());
  }

  private static ShellScript script(List<String> arguments, Map<String, String> variables) {
    Map<String, String> environment = new HashMap<>(variables);
    environment.put("HEDDLE_RAR", SampleServer.file("heddle.rar").toString());
    environment.put("DERBY_JARS", SampleServer.file("derby.jars").toString());
    environment.put("SAMPLE_WAR", SampleServer.file("sample.war").toString());
    return new ShellScript(
        SampleServer.file("server-config").resolve("open-liberty/configure.sh"),
        environment,
        arguments);
  }
}
