package org.heddle.sample;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.heddle.brokers.ShellScript;
import org.heddle.brokers.glassfish.Distribution;
import org.heddle.brokers.glassfish.GlassFish;
import org.heddle.brokers.glassfish.GlassFishOptions;

/**
 * The sample on Payara Server or GlassFish, configured by {@code
 * server-config/glassfish/configure.sh}.
 */
record GlassFishServer(GlassFish server) implements KillableServer {

  static GlassFishServer start(
      Distribution distribution, SampleBroker broker, int port, int quakesPerSecond) {
    GlassFishOptions options =
        GlassFishOptions.of(distribution)
            .withPort(port)
            .withConfiguration(script(broker.configuration()))
            .withApplication(SampleServer.file("sample.war"), "/")
            .withJvmOption("-Dsample.rate=" + quakesPerSecond);
    return new GlassFishServer(
        GlassFish.start(broker.configuration().map(told -> with(options, told)).orElse(options)));
  }

  private static ShellScript script(Optional<SampleBroker.Configuration> broker) {
    List<String> files = new ArrayList<>(List.of("h2"));
    Map<String, String> environment = new HashMap<>();
    environment.put("HEDDLE_RAR", SampleServer.file("heddle.rar").toString());
    broker.ifPresent(
        told -> {
          files.add(told.script());
          told.values().forEach((name, value) -> environment.put(variable(name), value));
        });
    return new ShellScript(
        SampleServer.file("server-config").resolve("glassfish/configure.sh"), environment, files);
  }

  private static GlassFishOptions with(
      GlassFishOptions options, SampleBroker.Configuration configuration) {
    return options
        .withJvmOption("-Dsample.factory=" + configuration.quakes())
        .withJvmOption("-Dsample.alerts.factory=" + configuration.alerts());
  }

  private static String variable(String property) {
    return property.replace('.', '_').toUpperCase(Locale.ROOT);
  }

  @Override
  public Path data() {
    return server.domainDirectory();
  }
}
