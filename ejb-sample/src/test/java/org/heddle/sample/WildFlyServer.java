package org.heddle.sample;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heddle.brokers.ServerOptions;
import org.heddle.brokers.ShellScript;
import org.heddle.brokers.wildfly.WildFly;

/** The sample on WildFly, configured by {@code server-config/wildfly/configure.sh}. */
record WildFlyServer(WildFly server) implements KillableServer {

  /** Where WildFly's scripts bind what they name. */
  private static final String ROOT = "java:/";

  private static final String RECOVERY = "-Dcom.arjuna.ats.arjuna.common.RecoveryEnvironmentBean.";

  static WildFlyServer start(SampleBroker broker, int port, int quakesPerSecond) {
    return new WildFlyServer(
        WildFly.start(
            options(broker).withPort(port).withJvmOption("-Dsample.rate=" + quakesPerSecond)));
  }

  private static ServerOptions options(SampleBroker broker) {
    List<String> scripts = new ArrayList<>(List.of("h2", "sample"));
    Optional<SampleBroker.Configuration> configuration = broker.configuration();
    configuration.ifPresent(told -> scripts.add(told.script()));
    ServerOptions options =
        ServerOptions.defaults()
            .withConfiguration(
                new ShellScript(
                    SampleServer.file("server-config").resolve("wildfly/configure.sh"),
                    Map.of("HEDDLE_RAR", SampleServer.file("heddle.rar").toString()),
                    scripts))
            .withApplication(SampleServer.file("sample.war"), "/")
            // Two minutes by themselves, twice.
            .withJvmOption(RECOVERY + "periodicRecoveryPeriod=5")
            .withJvmOption(RECOVERY + "recoveryBackoffPeriod=2");
    return configuration.map(told -> with(options, told)).orElse(options);
  }

  private static ServerOptions with(
      ServerOptions options, SampleBroker.Configuration configuration) {
    ServerOptions told =
        options
            .withJvmOption("-Dsample.factory=" + ROOT + configuration.quakes())
            .withJvmOption("-Dsample.alerts.factory=" + ROOT + configuration.alerts());
    for (Map.Entry<String, String> value : configuration.values().entrySet()) {
      told = told.withJvmOption("-D" + value.getKey() + "=" + value.getValue());
    }
    return told;
  }
}
