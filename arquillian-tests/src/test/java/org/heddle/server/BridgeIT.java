package org.heddle.server;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.inject.Inject;
import java.util.Map;
import org.heddle.api.Message;
import org.heddle.api.OutgoingMessage;
import org.heddle.server.bridge.Crossing;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.TargetsContainer;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Beans that carry messages from MQTT to Kafka and from Kafka to Pulsar, in one server. */
@ExtendWith(ArquillianExtension.class)
class BridgeIT {

  private static final String TEXT = "größer als 💡 und العربية";

  @Inject private Crossing crossing;

  @Deployment
  @TargetsContainer("all")
  static WebArchive application() {
    SuiteBrokers.startMqtt();
    SuiteBrokers.startKafka();
    SuiteBrokers.startPulsar();
    return Application.bridge();
  }

  @Test
  void shouldCarryMessagesOverThreeBrokers() throws Exception {
    Map<String, String> properties = Map.of("id", "7", "größe", "💡", "empty", "");

    crossing.send(OutgoingMessage.of(TEXT).withKey("schlüssel").withProperties(properties));

    Message<String> arrived = crossing.receive();
    assertThat(arrived.value()).isEqualTo(TEXT);
    assertThat(arrived.key()).contains("schlüssel");
    assertThat(arrived.properties()).isEqualTo(properties);
  }

  @Test
  void shouldCarryAgainWhatFailedOnTheWay() throws Exception {
    crossing.send(OutgoingMessage.of("fail once"));

    assertThat(crossing.receive().value()).isEqualTo("fail once");
  }
}
