package org.heddle.server;

import jakarta.inject.Inject;
import java.util.List;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.extension.ExtendWith;

/** The suite on a real Pulsar. */
@ExtendWith(ArquillianExtension.class)
class PulsarIT implements EverythingOnOneBroker, Isolation {

  @Inject private Suite suite;

  @Deployment
  @TargetsContainer("pulsar")
  static WebArchive application() {
    SuiteBrokers.startPulsar();
    return Application.withTests(PulsarDefinition.class);
  }

  @Override
  public Suite suite() {
    return suite;
  }

  @Override
  public String loader() {
    return "heddle-pulsar";
  }

  @Override
  public List<String> classes() {
    return List.of(
        "org.apache.pulsar.client.api.PulsarClient",
        "org.apache.pulsar.shade.io.netty.channel.Channel",
        "com.fasterxml.jackson.annotation.JsonView",
        "io.opentelemetry.api.OpenTelemetry",
        "org.slf4j.Logger");
  }
}
