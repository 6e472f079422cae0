package org.heddle.brokers.pulsar;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.heddle.brokers.BrokerFiles;
import org.heddle.brokers.ChildProcess;
import org.heddle.brokers.ClassArchive;
import org.heddle.brokers.JavaCommand;
import org.heddle.brokers.Readiness;

/**
 * A real standalone Pulsar on 127.0.0.1, with its bookie, in a process and a temporary folder of
 * its own.
 *
 * <p>Transactions and acknowledgement of single messages of a batch are on, which they are not in a
 * broker with default settings, and topics without use are kept; {@link PulsarOptions} changes any
 * of it. Topics in {@code public/default} are created on first use.
 *
 * <p>Safe for use by several threads. Starting blocks until the broker takes and delivers messages.
 */
public final class PulsarBroker implements AutoCloseable {

  static final String HOST = "127.0.0.1";

  private static final Logger LOG = System.getLogger(PulsarBroker.class.getName());
  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final int PROBE_MILLIS = 5_000;

  /** The default of transactionBufferSnapshotMinTimeInMillis. */
  private static final long SNAPSHOT_MILLIS = 5_000;

  private final ChildProcess process;
  private final StandaloneConf conf;
  private final Optional<PulsarOptions.TokenKey> tokenKey;
  private final List<String> jvmOptions;

  private PulsarBroker(
      ChildProcess process,
      StandaloneConf conf,
      Optional<PulsarOptions.TokenKey> tokenKey,
      List<String> jvmOptions) {
    this.process = process;
    this.conf = conf;
    this.tokenKey = tokenKey;
    this.jvmOptions = jvmOptions;
  }

  /**
   * Starts a broker with plain listeners on free ports.
   *
   * @throws IllegalStateException when it does not start, with the end of its log
   */
  public static PulsarBroker start() {
    return start(PulsarOptions.defaults());
  }

  /**
   * Starts a broker.
   *
   * @throws IllegalStateException when it does not start, with the end of its log
   */
  public static PulsarBroker start(PulsarOptions options) {
    return start(options, ClassArchive.beside(PulsarBroker.class).options());
  }

  /** Starts a broker whose virtual machine has these options, too. */
  static PulsarBroker start(PulsarOptions options, List<String> jvmOptions) {
    ChildProcess process = ChildProcess.create("pulsar");
    try {
      PulsarBroker broker =
          new PulsarBroker(process, new StandaloneConf(options), options.tokenKey(), jvmOptions);
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
   * @param arguments the port of the binary protocol and that of the REST interface, 6650 and 8080
   *     when there are none
   * @throws InterruptedException when the thread is interrupted
   */
  public static void main(String[] arguments) throws InterruptedException {
    int port = arguments.length < 1 ? 6650 : Integer.parseInt(arguments[0]);
    int adminPort = arguments.length < 2 ? 8080 : Integer.parseInt(arguments[1]);
    try (PulsarBroker broker = start(PulsarOptions.defaults().withPorts(port, adminPort))) {
      LOG.log(
          Level.INFO,
          "Pulsar listens on {0} and {1}; stop it with Ctrl-C",
          broker.serviceUrl(),
          broker.adminUrl());
      new CountDownLatch(1).await();
    }
  }

  /** Where clients connect in plain. */
  public String serviceUrl() {
    return "pulsar://" + HOST + ":" + conf.port();
  }

  /** Where the REST interface is, in plain. */
  public String adminUrl() {
    return "http://" + HOST + ":" + conf.adminPort();
  }

  /**
   * Where clients connect with TLS.
   *
   * @throws IllegalStateException when the broker was started without
   */
  public String tlsServiceUrl() {
    return "pulsar+ssl://" + HOST + ":" + tls(conf.tlsPort());
  }

  /**
   * Where the REST interface is, with TLS.
   *
   * @throws IllegalStateException when the broker was started without
   */
  public String tlsAdminUrl() {
    return "https://" + HOST + ":" + tls(conf.tlsAdminPort());
  }

  /**
   * Makes a token that the broker lets in.
   *
   * @param subject the name the client then has; letters, digits, hyphens
   * @throws IllegalStateException when the broker was started without a key for tokens
   */
  public String token(String subject) {
    return Tokens.sign(key(), subject);
  }

  /**
   * Makes a token that the broker lets in for a while.
   *
   * @param subject the name the client then has; letters, digits, hyphens
   * @param expiry until when, to the second
   * @throws IllegalStateException when the broker was started without a key for tokens
   */
  public String token(String subject, Instant expiry) {
    return Tokens.sign(key(), subject, expiry);
  }

  private byte[] key() {
    return tokenKey
        .orElseThrow(
            () -> new IllegalStateException("The broker was started without a key for tokens"))
        .bytes();
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

  /**
   * Waits twice as long as the broker takes at least from one snapshot of its transactions to the
   * next. One that was killed within seconds of a restart has shown messages of aborted
   * transactions; whether the missing snapshot is why is not known.
   *
   * @throws IllegalStateException when the thread is interrupted
   */
  public void awaitSnapshots() {
    try {
      TimeUnit.MILLISECONDS.sleep(2 * SNAPSHOT_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for the broker's snapshots", e);
    }
  }

  /** Kills the broker and deletes its data. Closing again does nothing. */
  @Override
  public void close() {
    process.close();
  }

  ChildProcess process() {
    return process;
  }

  private void launch() throws IOException {
    Files.createDirectory(file("tmp"));
    conf.writeTo(file("standalone.conf"));
    try (InputStream log4j = BrokerFiles.open(PulsarBroker.class, "log4j2.properties")) {
      Files.copy(log4j, file("log4j2.properties"));
    }
    process.start(command(), readiness(), START_TIMEOUT);
  }

  private JavaCommand command() throws IOException {
    List<String> options = new ArrayList<>(jvmOptions);
    options.addAll(
        List.of(
            "-Xmx512m",
            "-XX:MaxDirectMemorySize=512m",
            "-Djava.io.tmpdir=" + file("tmp"),
            "-Dio.netty.leakDetectionLevel=disabled",
            "-Dlog4j2.configurationFile=" + file("log4j2.properties"),
            "--add-opens=java.base/sun.net=ALL-UNNAMED",
            "--add-opens=java.base/java.nio=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.misc=ALL-UNNAMED",
            "--add-opens=java.base/jdk.internal.platform=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED"));
    return new JavaCommand(
        BrokerFiles.classPath(PulsarBroker.class),
        options,
        "org.apache.pulsar.PulsarStandaloneStarter",
        List.of(
            "--config",
            file("standalone.conf").toString(),
            "-nss",
            "-nfw",
            "-a",
            HOST,
            "--bookkeeper-port",
            "" + conf.bookiePort(),
            "--bookkeeper-dir",
            file("bookkeeper").toString(),
            "--metadata-dir",
            file("metadata").toString()));
  }

  /** The port is open long before the broker has a topic to offer. */
  private Readiness readiness() {
    URI health = URI.create(adminUrl() + "/admin/v2/brokers/health?topicVersion=V2");
    return () -> {
      HttpURLConnection connection = (HttpURLConnection) health.toURL().openConnection();
      connection.setConnectTimeout(PROBE_MILLIS);
      connection.setReadTimeout(PROBE_MILLIS);
      tokenKey.ifPresent(
          key -> connection.setRequestProperty("Authorization", "Bearer " + token("health")));
      try {
        return connection.getResponseCode() == HttpURLConnection.HTTP_OK;
      } finally {
        connection.disconnect();
      }
    };
  }

  private Path file(String name) {
    return process.directory().resolve(name);
  }

  private static int tls(OptionalInt port) {
    return port.orElseThrow(
        () -> new IllegalStateException("The broker was started without listeners for TLS"));
  }
}
