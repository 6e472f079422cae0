package org.heddle.mqtt;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

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

  private MqttUnderTest(MqttBroker broker, String version, long operationTimeoutMillis) {
    this.broker = broker;
    this.version = version;
    this.operationTimeoutMillis = operationTimeoutMillis;
  }

  static MqttUnderTest artemis(String version, long operationTimeoutMillis) {
    return new MqttUnderTest(ArtemisBroker.start(), version, operationTimeoutMillis);
  }

  static MqttUnderTest mosquitto(String version, long operationTimeoutMillis) {
    assumeTrue(
        MosquittoBroker.isInstalled(),
        "mosquitto is not installed: nothing is tested with it (apt-get install mosquitto)");
    return new MqttUnderTest(MosquittoBroker.start(), version, operationTimeoutMillis);
  }

  @Override
  public AbstractManagedConnectionFactory managedConnectionFactory() {
    MqttManagedConnectionFactory factory = new MqttManagedConnectionFactory();
    factory.setServerUri(broker.serverUri());
    factory.setProtocolVersion(version);
    factory.setOperationTimeoutMillis(operationTimeoutMillis);
    factory.setMaxMessageBytes(MAX_MESSAGE_BYTES);
    return factory;
  }

  @Override
  public int maxMessageBytes() {
    return MAX_MESSAGE_BYTES;
  }

  /** Artemis has ARTEMIS-6191: deliveries overtake each other now and then. */
  @Override
  public boolean keepsOrder() {
    return !(broker instanceof ArtemisBroker);
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
