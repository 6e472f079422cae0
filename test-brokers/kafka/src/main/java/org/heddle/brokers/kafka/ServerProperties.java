package org.heddle.brokers.kafka;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Properties;
import java.util.stream.Collectors;
import org.heddle.brokers.FreePorts;

/** The {@code server.properties} of a one-node KRaft broker, and the ports it names. */
final class ServerProperties {

  private enum Listener {
    PLAINTEXT,
    SASL_PLAINTEXT,
    SSL
  }

  private record Address(Listener listener, int port) {
    @Override
    public String toString() {
      return listener + "://" + KafkaBroker.HOST + ":" + port;
    }
  }

  private final List<Address> addresses = new ArrayList<>();
  private final Properties properties = new Properties();

  ServerProperties(Path data, KafkaOptions options) {
    listen(Listener.PLAINTEXT, options.port() == 0 ? FreePorts.next() : options.port());
    options.sasl().ifPresent(this::listenWithSasl);
    options.tls().ifPresent(this::listenWithTls);
    putListeners(FreePorts.next());
    set("log.dirs", data.toString());
    putSingleNode();
    putImpatience();
    properties.putAll(options.settings());
  }

  int[] ports() {
    return addresses.stream().mapToInt(Address::port).toArray();
  }

  int plainPort() {
    return addresses.get(0).port();
  }

  OptionalInt saslPort() {
    return port(Listener.SASL_PLAINTEXT);
  }

  OptionalInt tlsPort() {
    return port(Listener.SSL);
  }

  void writeTo(Path file) throws IOException {
    // A stream, not a writer: the broker reads ISO-8859-1 with escapes.
    try (OutputStream out = Files.newOutputStream(file)) {
      properties.store(out, null);
    }
  }

  private OptionalInt port(Listener listener) {
    return addresses.stream()
        .filter(address -> address.listener() == listener)
        .mapToInt(Address::port)
        .findFirst();
  }

  private void listen(Listener listener, int port) {
    addresses.add(new Address(listener, port));
  }

  private void listenWithSasl(KafkaOptions.Credentials credentials) {
    listen(Listener.SASL_PLAINTEXT, FreePorts.next());
    set("sasl.enabled.mechanisms", "PLAIN");
    set(
        "listener.name.sasl_plaintext.plain.sasl.jaas.config",
        "org.apache.kafka.common.security.plain.PlainLoginModule required user_%s=%s;"
            .formatted(credentials.user(), quoted(credentials.password())));
  }

  private void listenWithTls(KafkaOptions.KeyStore keyStore) {
    listen(Listener.SSL, FreePorts.next());
    set("ssl.keystore.location", keyStore.file().toAbsolutePath().toString());
    set("ssl.keystore.password", keyStore.password());
    set("ssl.key.password", keyStore.password());
  }

  private void putListeners(int controllerPort) {
    String reachable = addresses.stream().map(Address::toString).collect(Collectors.joining(","));
    String controller = KafkaBroker.HOST + ":" + controllerPort;
    set("process.roles", "broker,controller");
    set("node.id", "1");
    set("listeners", reachable + ",CONTROLLER://" + controller);
    set("advertised.listeners", reachable);
    set("inter.broker.listener.name", Listener.PLAINTEXT.name());
    set("controller.listener.names", "CONTROLLER");
    set("controller.quorum.voters", "1@" + controller);
    set(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT,SASL_PLAINTEXT:SASL_PLAINTEXT,SSL:SSL,CONTROLLER:PLAINTEXT");
  }

  private void putSingleNode() {
    set("default.replication.factor", "1");
    set("min.insync.replicas", "1");
    set("num.partitions", "1");
    set("offsets.topic.replication.factor", "1");
    set("offsets.topic.num.partitions", "4");
    set("transaction.state.log.replication.factor", "1");
    set("transaction.state.log.min.isr", "1");
    set("transaction.state.log.num.partitions", "4");
    set("share.coordinator.state.topic.replication.factor", "1");
    set("share.coordinator.state.topic.min.isr", "1");
    set("share.coordinator.state.topic.num.partitions", "4");
    // The default of 128 MiB is a quarter of the heap.
    set("log.cleaner.dedupe.buffer.size", "4194304");
  }

  /** So that tests see within seconds what takes a cluster a minute. */
  private void putImpatience() {
    set("group.initial.rebalance.delay.ms", "0");
    set("group.min.session.timeout.ms", "1000");
    set("group.consumer.min.session.timeout.ms", "1000");
    set("group.consumer.session.timeout.ms", "6000");
    set("group.consumer.min.heartbeat.interval.ms", "200");
    set("group.consumer.heartbeat.interval.ms", "500");
    set("group.share.min.session.timeout.ms", "1000");
    set("group.share.session.timeout.ms", "6000");
    set("group.share.min.heartbeat.interval.ms", "200");
    set("group.share.heartbeat.interval.ms", "200");
    set("transaction.abort.timed.out.transaction.cleanup.interval.ms", "1000");
    // A broker that was killed is let in again when its old session has ended.
    set("broker.session.timeout.ms", "3000");
    set("broker.heartbeat.interval.ms", "500");
  }

  private void set(String property, String value) {
    properties.setProperty(property, value);
  }

  private static String quoted(String value) {
    return '"' + value.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
  }
}
