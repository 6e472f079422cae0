package org.heddle.sample;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.brokers.kafka.KafkaOptions;
import org.heddle.brokers.mqtt.ArtemisBroker;
import org.heddle.brokers.mqtt.MqttBroker;
import org.heddle.brokers.pulsar.PulsarBroker;

/**
 * What carries the sample's messages: a real broker, several or none, and what the server is told,
 * which is all that differs between them.
 */
final class SampleBroker implements AutoCloseable {

  /** What {@code sample.backend} may be. */
  static final List<String> NAMES = List.of("memory", "kafka", "pulsar", "mqtt", "bridge");

  /** How the scripts of one broker call its connection factory. */
  static final String FACTORY = "heddle/ConnectionFactory";

  private final Optional<Configuration> configuration;
  private final List<AutoCloseable> processes;

  private SampleBroker(Optional<Configuration> configuration, AutoCloseable... processes) {
    this.configuration = configuration;
    this.processes = List.of(processes);
  }

  /**
   * What a server needs to know.
   *
   * @param script which script of {@code server-config} makes the connection factories
   * @param quakes the connection factory of the quakes, as the script calls it
   * @param alerts the connection factory of the alerts, as the script calls it
   * @param values where the script finds the brokers
   */
  record Configuration(String script, String quakes, String alerts, Map<String, String> values) {

    /**
     * The broker in memory as a pool like any other, for servers that take annotations as they are.
     */
    static final Configuration MEMORY = of("memory", Map.of());

    /** The values by the names of environment variables. */
    Map<String, String> variables() {
      return values.entrySet().stream()
          .collect(
              Collectors.toMap(
                  value -> value.getKey().replace('.', '_').toUpperCase(Locale.ROOT),
                  Map.Entry::getValue));
    }

    /** One broker for quakes and alerts. */
    static Configuration of(String script, Map<String, String> values) {
      return new Configuration(script, FACTORY, FACTORY, values);
    }
  }

  /**
   * Starts the processes that a backend needs.
   *
   * @throws IllegalArgumentException when the name is none of {@link #NAMES}
   * @throws IllegalStateException when something does not start
   */
  static SampleBroker start(String name) {
    return switch (name) {
      case "memory" -> new SampleBroker(Optional.empty());
      case "kafka" -> kafka(KafkaOptions.defaults());
      case "pulsar" -> pulsar();
      case "mqtt" -> mqtt();
      case "bridge" -> bridge();
      default ->
          throw new IllegalArgumentException(
              "sample.backend is '" + name + "'; expected one of " + NAMES);
    };
  }

  /** Starts a Kafka for several servers: each of them can have a part of every topic. */
  static SampleBroker kafkaForSeveral() {
    return kafka(KafkaOptions.defaults().with("num.partitions", "4"));
  }

  private static SampleBroker kafka(KafkaOptions options) {
    KafkaBroker broker = KafkaBroker.start(options);
    return started(
        Configuration.of("kafka", Map.of("kafka.bootstrap.servers", broker.bootstrapServers())),
        broker);
  }

  private static SampleBroker pulsar() {
    PulsarBroker broker = PulsarBroker.start();
    return started(
        Configuration.of(
            "pulsar",
            Map.of(
                "pulsar.service.url",
                String.valueOf(broker.serviceUrl()),
                "pulsar.admin.url",
                String.valueOf(broker.adminUrl()))),
        broker);
  }

  private static SampleBroker mqtt() {
    MqttBroker broker = ArtemisBroker.start();
    return started(
        Configuration.of(
            "mqtt",
            Map.of(
                "mqtt.server.uri", String.valueOf(broker.serverUri()), "mqtt.client.id", "sample")),
        broker);
  }

  /** The quakes come in by MQTT, as a network of sensors sends them; the alerts go out on Kafka. */
  private static SampleBroker bridge() {
    MqttBroker sensors = ArtemisBroker.start();
    KafkaBroker alerts = KafkaBroker.start();
    return started(
        new Configuration(
            "mqtt-to-kafka",
            "heddle/Mqtt",
            "heddle/Kafka",
            Map.of(
                "mqtt.server.uri",
                String.valueOf(sensors.serverUri()),
                "mqtt.client.id",
                "sample",
                "kafka.bootstrap.servers",
                alerts.bootstrapServers())),
        sensors,
        alerts);
  }

  private static SampleBroker started(Configuration configuration, AutoCloseable... processes) {
    return new SampleBroker(Optional.of(configuration), processes);
  }

  /**
   * What the server needs to know; empty for the broker in memory that the sample itself asks for.
   */
  Optional<Configuration> configuration() {
    return configuration;
  }

  /** Ends the processes. */
  @Override
  public void close() {
    for (AutoCloseable process : processes) {
      try {
        process.close();
      } catch (Exception e) {
        throw new IllegalStateException("Cannot stop " + process, e);
      }
    }
  }
}
