package org.heddle.mqtt;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.Optional;
import org.heddle.brokers.mqtt.ArtemisBroker;
import org.heddle.brokers.mqtt.MosquittoBroker;
import org.heddle.brokers.mqtt.MqttBroker;
import org.heddle.contract.BrokerUnderTest;
import org.heddle.ra.outbound.AbstractManagedConnectionFactory;

/** A real MQTT broker, reached through the client library that is loaded as in a server. */
final class MqttUnderTest implements BrokerUnderTest {

  private static final int MAX_MESSAGE_BYTES = 6 * 1024 * 1024;

  private final MqttBroker broker;
  private final String version;
  private final long operationTimeoutMillis;
  private final Optional<Integer> maxInFlight;

  private MqttUnderTest(
      MqttBroker broker,
      String version,
      long operationTimeoutMillis,
      Optional<Integer> maxInFlight) {
    this.broker = broker;
    this.version = version;
    this.operationTimeoutMillis = operationTimeoutMillis;
    this.maxInFlight = maxInFlight;
  }

  /** Sends one message after the other; see ARTEMIS-6191. */
  static MqttUnderTest artemis(String version, long operationTimeoutMillis) {
    return new MqttUnderTest(
        ArtemisBroker.start(), version, operationTimeoutMillis, Optional.of(1));
  }

  static MqttUnderTest mosquitto(String version, long operationTimeoutMillis) {
    assumeTrue(
        MosquittoBroker.isInstalled(),
        "mosquitto is not installed: nothing is tested with it (apt-get install mosquitto)");
    return new MqttUnderTest(
        MosquittoBroker.start(), version, operationTimeoutMillis, Optional.empty());
  }

  @Override
  public AbstractManagedConnectionFactory managedConnectionFactory() {
    MqttManagedConnectionFactory factory = new MqttManagedConnectionFactory();
    factory.setServerUri(broker.serverUri());
    factory.setProtocolVersion(version);
    factory.setOperationTimeoutMillis(operationTimeoutMillis);
    factory.setMaxMessageBytes(MAX_MESSAGE_BYTES);
    maxInFlight.ifPresent(factory::setMaxInFlight);
    return factory;
  }

  @Override
  public int maxMessageBytes() {
    return MAX_MESSAGE_BYTES;
  }

  @Override
  public void kill() {
    broker.kill();
  }

  @Override
  public void restart() {
    broker.restart();
  }

  @Override
  public void close() {
    broker.close();
  }
}
