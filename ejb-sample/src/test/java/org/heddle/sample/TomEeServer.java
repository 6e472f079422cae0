package org.heddle.sample;

import java.util.List;
import java.util.Map;
import org.heddle.brokers.ServerOptions;
import org.heddle.brokers.ShellScript;
import org.heddle.brokers.tomee.TomEe;

/** The sample on TomEE, configured by {@code server-config/tomee/configure.sh}. */
record TomEeServer(TomEe server) implements KillableServer {

  static TomEeServer start(SampleBroker broker, int port, int quakesPerSecond) {
    SampleBroker.Configuration configuration =
        broker.configuration().orElse(SampleBroker.Configuration.MEMORY);
    ServerOptions options =
        ServerOptions.defaults()
            .withPort(port)
            .withConfiguration(script(configuration))
            .withApplication(SampleServer.file("sample.war"), "/")
            .withJvmOption("-Dsample.rate=" + quakesPerSecond);
    for (Map.Entry<String, String> variable : configuration.variables().entrySet()) {
      options = options.withJvmOption("-D" + variable.getKey() + "=" + variable.getValue());
    }
    return new TomEeServer(TomEe.start(options));
  }

  private static ShellScript script(SampleBroker.Configuration broker) {
    return new ShellScript(
        SampleServer.file("server-config").resolve("tomee/configure.sh"),
        Map.of(
            "HEDDLE_RAR",
            SampleServer.file("heddle.rar").toString(),
            "SAMPLE_FACTORY",
            broker.quakes(),
            "SAMPLE_ALERTS_FACTORY",
            broker.alerts()),
        List.of("hsqldb", "sample", broker.script()));
  }
}
