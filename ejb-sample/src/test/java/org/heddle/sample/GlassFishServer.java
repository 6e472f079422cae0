package org.heddle.sample;

import org.heddle.brokers.ServerOptions;
import org.heddle.brokers.glassfish.Distribution;
import org.heddle.brokers.glassfish.GlassFish;

/** The sample on Payara Server or GlassFish. */
record GlassFishServer(GlassFish server) implements KillableServer {

  static GlassFishServer start(
      Distribution distribution, SampleBroker broker, int port, int quakesPerSecond) {
    ServerOptions options =
        ServerOptions.defaults()
            .withPort(port)
            .withConfiguration(GlassFishSetup.everything(distribution, broker.configuration()))
            .withApplication(GlassFishSetup.application(distribution), "/")
            .withJvmOption("-Dsample.rate=" + quakesPerSecond);
    return new GlassFishServer(
        GlassFish.start(
            distribution, broker.configuration().map(told -> with(options, told)).orElse(options)));
  }

  private static ServerOptions with(
      ServerOptions options, SampleBroker.Configuration configuration) {
    return options
        .withJvmOption("-Dsample.factory=" + configuration.quakes())
        .withJvmOption("-Dsample.alerts.factory=" + configuration.alerts());
  }
}
