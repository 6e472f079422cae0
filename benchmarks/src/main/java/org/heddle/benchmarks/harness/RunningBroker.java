package org.heddle.benchmarks.harness;

import java.util.List;
import java.util.Map;
import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.brokers.kafka.KafkaOptions;
import org.heddle.brokers.mqtt.ArtemisBroker;
import org.heddle.brokers.pulsar.PulsarBroker;

/**
 * A broker as a process of its own, and how the server and the plain clients find it.
 *
 * @param name what it is called in the results
 * @param address where the plain client finds it
 * @param connectionDefinition the interface of its connection factory
 * @param properties the properties of its connection factory
 * @param transactions whether it has transactions of its own
 * @param process what is to be closed in the end
 */
record RunningBroker(
    String name,
    String address,
    String connectionDefinition,
    Map<String, String> properties,
    boolean transactions,
    AutoCloseable process)
    implements AutoCloseable {

  /** Enough for messages of 4 MiB. */
  private static final int LARGEST = 8 << 20;

  /** As the plain client has it: closing Kafka's consumer waits for its last fetch. */
  private static final int FETCH_WAIT_MS = 100;

  static final List<String> NAMES = List.of("memory", "kafka", "pulsar", "mqtt");

  /** Starts a broker; blocks until it serves. */
  static RunningBroker start(String name) {
    return switch (name) {
      case "memory" -> memory();
      case "kafka" -> kafka();
      case "pulsar" -> pulsar();
      case "mqtt" -> mqtt();
      default -> throw new IllegalArgumentException("No broker " + name + "; there are " + NAMES);
    };
  }

  private static RunningBroker memory() {
    return new RunningBroker(
        "memory",
        "",
        "org.heddle.api.MemoryConnectionFactory",
        Map.of("maxBytes", String.valueOf(1L << 30)),
        false,
        () -> {});
  }

  private static RunningBroker kafka() {
    KafkaBroker broker =
        KafkaBroker.start(
            KafkaOptions.defaults().with("message.max.bytes", String.valueOf(LARGEST)));
    return new RunningBroker(
        "kafka",
        broker.bootstrapServers(),
        "org.heddle.api.KafkaConnectionFactory",
        Map.of(
            "bootstrapServers",
            broker.bootstrapServers(),
            "properties",
            "producer.max.request.size="
                + LARGEST
                + ";consumer.fetch.max.wait.ms="
                + FETCH_WAIT_MS),
        true,
        broker);
  }

  private static RunningBroker pulsar() {
    PulsarBroker broker = PulsarBroker.start();
    return new RunningBroker(
        "pulsar",
        broker.serviceUrl(),
        "org.heddle.api.PulsarConnectionFactory",
        Map.of("serviceUrl", broker.serviceUrl(), "adminUrl", broker.adminUrl()),
        true,
        broker);
  }

  private static RunningBroker mqtt() {
    ArtemisBroker broker = ArtemisBroker.start();
    return new RunningBroker(
        "mqtt",
        broker.serverUri(),
        "org.heddle.api.MqttConnectionFactory",
        Map.of("serverUri", broker.serverUri(), "clientId", "benchmarks"),
        false,
        broker);
  }

  /** The broker's own name for a topic. */
  String topic(String name) {
    return switch (this.name) {
      case "pulsar" -> "persistent://public/default/" + name;
      case "memory" -> "q1/tg/flow/" + name;
      default -> name;
    };
  }

  @Override
  public void close() throws Exception {
    process.close();
  }
}
