package org.heddle.brokers.kafka;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import org.heddle.brokers.BrokerFiles;
import org.heddle.brokers.ChildProcess;
import org.heddle.brokers.ClassArchive;
import org.heddle.brokers.JavaCommand;
import org.heddle.brokers.Readiness;

/**
 * A real one-node Kafka broker on 127.0.0.1, in a process and a temporary folder of its own.
 *
 * <p>It differs from a broker with default settings in that every topic has one replica and that
 * sessions, rebalances and the abort of forgotten transactions take seconds; {@link KafkaOptions}
 * changes any of it. Topics are created on first use.
 *
 * <p>Safe for use by several threads. Starting blocks until the broker accepts requests.
 */
public final class KafkaBroker implements AutoCloseable {

  static final String HOST = "127.0.0.1";

  private static final Logger LOG = System.getLogger(KafkaBroker.class.getName());
  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);
  private static final String CLUSTER_ID = "heddleTestCluster00000";

  private final ChildProcess process;
  private final ServerProperties properties;
  private final List<String> jvmOptions;

  private KafkaBroker(ChildProcess process, ServerProperties properties, List<String> jvmOptions) {
    this.process = process;
    this.properties = properties;
    this.jvmOptions = jvmOptions;
  }

  /**
   * Starts a broker with one plain listener on a free port.
   *
   * @throws IllegalStateException when it does not start, with the end of its log
   */
  public static KafkaBroker start() {
    return start(KafkaOptions.defaults());
  }

  /**
   * Starts a broker.
   *
   * @throws IllegalStateException when it does not start, with the end of its log
   */
  public static KafkaBroker start(KafkaOptions options) {
    return start(options, ClassArchive.beside(KafkaBroker.class).options());
  }

  /** Starts a broker whose virtual machine has these options, too. */
  static KafkaBroker start(KafkaOptions options, List<String> jvmOptions) {
    ChildProcess process = ChildProcess.create("kafka");
    try {
      ServerProperties properties =
          new ServerProperties(process.directory().resolve("data"), options);
      KafkaBroker broker = new KafkaBroker(process, properties, jvmOptions);
      broker.format();
      broker.launch();
      return broker;
    } catch (IOException e) {
      process.close();
      throw new UncheckedIOException("Cannot prepare the files of the broker", e);
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  /**
   * Runs a broker in the foreground until it is interrupted, on a fresh, temporary store.
   *
   * @param arguments the port, 9092 when there is none
   * @throws InterruptedException when the thread is interrupted
   */
  public static void main(String[] arguments) throws InterruptedException {
    int port = arguments.length == 0 ? 9092 : Integer.parseInt(arguments[0]);
    try (KafkaBroker broker = start(KafkaOptions.defaults().withPort(port))) {
      LOG.log(Level.INFO, "Kafka listens on {0}; stop it with Ctrl-C", broker.bootstrapServers());
      new CountDownLatch(1).await();
    }
  }

  /** Where clients without TLS and without credentials connect. */
  public String bootstrapServers() {
    return HOST + ":" + properties.plainPort();
  }

  /**
   * Where clients connect with SASL_PLAINTEXT and PLAIN.
   *
   * @throws IllegalStateException when the broker was started without
   */
  public String saslBootstrapServers() {
    return address(properties.saslPort(), "SASL");
  }

  /**
   * Where clients connect with TLS.
   *
   * @throws IllegalStateException when the broker was started without
   */
  public String tlsBootstrapServers() {
    return address(properties.tlsPort(), "TLS");
  }

  /** Ends the broker as by {@code kill -9}; its data stays. */
  public void kill() {
    process.kill();
  }

  /**
   * Starts the broker again on the same ports and data, killing it first if it still runs.
   *
   * @throws IllegalStateException when it does not start, with the end of its log
   */
  public void restart() {
    process.restart();
  }

  /** Kills the broker and deletes its data. Closing again does nothing. */
  @Override
  public void close() {
    process.close();
  }

  ChildProcess process() {
    return process;
  }

  private void format() throws IOException {
    properties.writeTo(settingsFile());
    try (InputStream log4j = BrokerFiles.open(KafkaBroker.class, "log4j2.properties")) {
      Files.copy(log4j, log4jFile());
    }
    process.run(
        command(
            "kafka.tools.StorageTool",
            "format",
            "--cluster-id",
            CLUSTER_ID,
            "--config",
            settingsFile().toString()));
  }

  private void launch() throws IOException {
    process.start(
        command("kafka.Kafka", settingsFile().toString()),
        Readiness.listening(properties.ports()),
        START_TIMEOUT);
  }

  private JavaCommand command(String mainClass, String... arguments) throws IOException {
    List<String> options = new ArrayList<>(jvmOptions);
    options.addAll(List.of("-Xmx512m", "-Dlog4j2.configurationFile=" + log4jFile()));
    return new JavaCommand(
        BrokerFiles.classPath(KafkaBroker.class), options, mainClass, List.of(arguments));
  }

  private Path settingsFile() {
    return process.directory().resolve("server.properties");
  }

  private Path log4jFile() {
    return process.directory().resolve("log4j2.properties");
  }

  private static String address(OptionalInt port, String kind) {
    return HOST
        + ":"
        + port.orElseThrow(
            () ->
                new IllegalStateException("The broker was started without a listener for " + kind));
  }
}
