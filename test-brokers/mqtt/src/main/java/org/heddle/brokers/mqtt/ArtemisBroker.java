package org.heddle.brokers.mqtt;

import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CountDownLatch;
import org.heddle.brokers.BrokerFiles;
import org.heddle.brokers.ChildProcess;
import org.heddle.brokers.JavaCommand;
import org.heddle.brokers.Readiness;

/** An Artemis that speaks MQTT and nothing else. It syncs its journal before it answers. */
public final class ArtemisBroker implements MqttBroker {

  private static final Logger LOG = System.getLogger(ArtemisBroker.class.getName());
  private static final Duration START_TIMEOUT = Duration.ofMinutes(1);

  private final ChildProcess process;
  private final MqttOptions options;
  private final Listeners listeners;

  private ArtemisBroker(ChildProcess process, MqttOptions options) {
    this.process = process;
    this.options = options;
    this.listeners = Listeners.of(options);
  }

  /**
   * Starts a broker with one plain listener on a free port.
   *
   * @throws IllegalStateException when it does not start, with the end of its log
   */
  public static ArtemisBroker start() {
    return start(MqttOptions.defaults());
  }

  /**
   * Starts a broker.
   *
   * @throws IllegalStateException when it does not start, with the end of its log
   */
  public static ArtemisBroker start(MqttOptions options) {
    if (!options.settings().isEmpty()) {
      throw new IllegalArgumentException("Artemis takes no settings of mosquitto");
    }
    ChildProcess process = ChildProcess.create("artemis");
    try {
      ArtemisBroker broker = new ArtemisBroker(process, options);
      broker.writeSettings();
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
   * @param arguments the port, 1883 when there is none
   * @throws InterruptedException when the thread is interrupted
   */
  public static void main(String[] arguments) throws InterruptedException {
    int port = arguments.length == 0 ? 1883 : Integer.parseInt(arguments[0]);
    try (ArtemisBroker broker = start(MqttOptions.defaults().withPort(port))) {
      LOG.log(Level.INFO, "Artemis listens on {0}; stop it with Ctrl-C", broker.serverUri());
      new CountDownLatch(1).await();
    }
  }

  @Override
  public String serverUri() {
    return listeners.plainUri();
  }

  @Override
  public String tlsServerUri() {
    return listeners.tlsUri();
  }

  @Override
  public String webSocketUri() {
    return listeners.webSocketUri();
  }

  @Override
  public void kill() {
    process.kill();
  }

  @Override
  public void restart() {
    process.restart();
  }

  @Override
  public void close() {
    process.close();
  }

  ChildProcess process() {
    return process;
  }

  private void writeSettings() throws IOException {
    Properties settings = new Properties();
    settings.setProperty(
        ArtemisMain.ACCEPTOR + "plain", "tcp://" + Listeners.HOST + ":" + listeners.plain());
    // The same acceptor understands both, but so the address tells what was asked for.
    listeners
        .webSocket()
        .ifPresent(
            port ->
                settings.setProperty(
                    ArtemisMain.ACCEPTOR + "websocket", "tcp://" + Listeners.HOST + ":" + port));
    options
        .tls()
        .ifPresent(
            certificates ->
                settings.setProperty(
                    ArtemisMain.ACCEPTOR + "tls",
                    "tcp://%s:%d?sslEnabled=true;needClientAuth=true;keyStorePath=%s;keyStorePassword=%s;trustStorePath=%s;trustStorePassword=%s"
                        .formatted(
                            Listeners.HOST,
                            listeners.tls().orElseThrow(),
                            certificates.serverKeyStore(),
                            Certificates.PASSWORD,
                            certificates.trustStore(),
                            Certificates.PASSWORD)));
    options
        .users()
        .forEach((user, password) -> settings.setProperty(ArtemisMain.USER + user, password));
    try (OutputStream out = Files.newOutputStream(settingsFile())) {
      settings.store(out, null);
    }
  }

  private void launch() throws IOException {
    List<Path> classPath = new ArrayList<>();
    classPath.add(BrokerFiles.locationOf(ArtemisMain.class));
    classPath.addAll(BrokerFiles.classPath(ArtemisBroker.class));
    process.start(
        new JavaCommand(
            classPath,
            List.of("-Xmx512m"),
            ArtemisMain.class.getName(),
            List.of(process.directory().resolve("data").toString(), settingsFile().toString())),
        Readiness.listening(listeners.ports()),
        START_TIMEOUT);
  }

  private Path settingsFile() {
    return process.directory().resolve("artemis.properties");
  }
}
