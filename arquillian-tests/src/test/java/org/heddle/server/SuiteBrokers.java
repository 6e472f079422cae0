package org.heddle.server;

import java.util.Map;
import org.heddle.brokers.FreePorts;
import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.brokers.kafka.KafkaOptions;
import org.heddle.brokers.mqtt.ArtemisBroker;
import org.heddle.brokers.mqtt.MqttOptions;
import org.heddle.brokers.pulsar.PulsarBroker;
import org.heddle.brokers.pulsar.PulsarOptions;

/**
 * The brokers of the suite. Their ports are chosen before they run, since servers are configured
 * before; each starts when it is first asked to and ends with this virtual machine.
 */
final class SuiteBrokers {

  static final int KAFKA_PORT = FreePorts.next();
  private static final int PULSAR_PORT = FreePorts.next();
  private static final int PULSAR_ADMIN_PORT = FreePorts.next();
  private static final int MQTT_PORT = FreePorts.next();

  private SuiteBrokers() {}

  /** What configures a server, and says where the brokers are. */
  static Map<String, String> addresses() {
    return Map.of(
        "kafka.bootstrap.servers", "127.0.0.1:" + KAFKA_PORT,
        "pulsar.service.url", "pulsar://127.0.0.1:" + PULSAR_PORT,
        "pulsar.admin.url", "http://127.0.0.1:" + PULSAR_ADMIN_PORT,
        "mqtt.server.uri", "tcp://127.0.0.1:" + MQTT_PORT,
        "mqtt.client.id", "suite");
  }

  static void startKafka() {
    Kafka.BROKER.bootstrapServers();
  }

  static void startPulsar() {
    Pulsar.BROKER.serviceUrl();
  }

  static void startMqtt() {
    Mqtt.BROKER.serverUri();
  }

  private static final class Kafka {
    static final KafkaBroker BROKER =
        KafkaBroker.start(KafkaOptions.defaults().withPort(KAFKA_PORT));
  }

  private static final class Pulsar {
    static final PulsarBroker BROKER =
        PulsarBroker.start(PulsarOptions.defaults().withPorts(PULSAR_PORT, PULSAR_ADMIN_PORT));
  }

  private static final class Mqtt {
    static final ArtemisBroker BROKER =
        ArtemisBroker.start(MqttOptions.defaults().withPort(MQTT_PORT));
  }
}
