package org.heddle.sample;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.brokers.mqtt.ArtemisBroker;
import org.heddle.brokers.mqtt.MqttBroker;
import org.heddle.brokers.payara.PayaraOptions;
import org.heddle.brokers.pulsar.PulsarBroker;

/**
 * What carries the sample's messages: a real broker, several or none, and how the server is told,
 * which is all that differs between them.
 */
final class SampleBroker implements AutoCloseable {

  /** What {@code sample.backend} may be. */
  static final List<String> NAMES = List.of("memory", "kafka", "pulsar", "mqtt", "bridge");

  private final UnaryOperator<PayaraOptions> configuration;
  private final List<AutoCloseable> processes;

  private SampleBroker(UnaryOperator<PayaraOptions> configuration, AutoCloseable... processes) {
    this.configuration = configuration;
    this.processes = List.of(processes);
  }

  /**
   * Starts the processes that a backend needs.
   *
   * @throws IllegalArgumentException when the name is none of {@link #NAMES}
   * @throws IllegalStateException when something does not start
   */
  static SampleBroker start(String name) {
    return switch (name) {
      case "memory" -> new SampleBroker(UnaryOperator.identity());
      case "kafka" -> kafka();
      case "pulsar" -> pulsar();
      case "mqtt" -> mqtt();
      case "bridge" -> bridge();
      default ->
          throw new IllegalArgumentException(
              "sample.backend is '" + name + "'; expected one of " + NAMES);
    };
  }

  private static SampleBroker kafka() {
    KafkaBroker broker = KafkaBroker.start();
    return new SampleBroker(
        options ->
            withFactory(options, "kafka.asadmin")
                .withJvmOption("-Dkafka.bootstrap.servers=" + broker.bootstrapServers()),
        broker);
  }

  private static SampleBroker pulsar() {
    PulsarBroker broker = PulsarBroker.start();
    return new SampleBroker(
        options ->
            withFactory(options, "pulsar.asadmin")
                .withJvmOption("-Dpulsar.service.url=" + broker.serviceUrl())
                .withJvmOption("-Dpulsar.admin.url=" + broker.adminUrl()),
        broker);
  }

  private static SampleBroker mqtt() {
    MqttBroker broker = ArtemisBroker.start();
    return new SampleBroker(
        options ->
            withFactory(options, "mqtt.asadmin")
                .withJvmOption("-Dmqtt.server.uri=" + broker.serverUri())
                .withJvmOption("-Dmqtt.client.id=sample"),
        broker);
  }

  /** The quakes come in by MQTT, as a network of sensors sends them; the alerts go out on Kafka. */
  private static SampleBroker bridge() {
    MqttBroker sensors = ArtemisBroker.start();
    KafkaBroker alerts = KafkaBroker.start();
    return new SampleBroker(
        options ->
            withCommands(options, "mqtt-to-kafka.asadmin")
                .withJvmOption("-Dmqtt.server.uri=" + sensors.serverUri())
                .withJvmOption("-Dmqtt.client.id=sample")
                .withJvmOption("-Dkafka.bootstrap.servers=" + alerts.bootstrapServers())
                .withJvmOption("-Dsample.factory=heddle/Mqtt")
                .withJvmOption("-Dsample.alerts.factory=heddle/Kafka"),
        sensors,
        alerts);
  }

  /** The connection factory that the project recommends, for the quakes and for the alerts. */
  private static PayaraOptions withFactory(PayaraOptions options, String commands) {
    return withCommands(options, commands)
        .withJvmOption("-Dsample.factory=heddle/ConnectionFactory")
        .withJvmOption("-Dsample.alerts.factory=heddle/ConnectionFactory");
  }

  /** Runs the lines of a file of {@code server-config/payara} that create something. */
  static PayaraOptions withCommands(PayaraOptions options, String file) {
    Path commands = Path.of(System.getProperty("server-config")).resolve(file);
    try (Stream<String> lines = Files.lines(commands)) {
      PayaraOptions configured = options;
      for (String line : lines.filter(line -> line.startsWith("create-")).toList()) {
        configured = configured.withPostBootCommand(line);
      }
      return configured;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Tells a server where the messages are. */
  PayaraOptions configure(PayaraOptions options) {
    return configuration.apply(options);
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
