package org.heddle.sample;

import java.nio.file.Path;
import org.heddle.brokers.glassfish.Distribution;
import org.heddle.brokers.glassfish.GlassFish;
import org.heddle.brokers.glassfish.GlassFishOptions;

/** The sample on Payara Server or GlassFish. */
record GlassFishServer(GlassFish server) implements KillableServer {

  static GlassFishServer start(
      Distribution distribution, SampleBroker broker, int port, int quakesPerSecond) {
    GlassFishOptions options =
        GlassFishOptions.of(distribution)
            .withPort(port)
            .withConfiguration(GlassFishSetup.everything(distribution, broker.configuration()))
            .withApplication(GlassFishSetup.application(distribution), "/")
            .withJvmOption("-Dsample.rate=" + quakesPerSecond);
    return new GlassFishServer(
        GlassFish.start(broker.configuration().map(told -> with(options, told)).orElse(options)));
  }

  private static GlassFishOptions with(
      GlassFishOptions options, SampleBroker.Configuration configuration) {
    return options
        .withJvmOption("-Dsample.factory=" + configuration.quakes())
        .withJvmOption("-Dsample.alerts.factory=" + configuration.alerts());
  }

  @Override
  public Path data() {
    return server.domainDirectory();
  }
}
