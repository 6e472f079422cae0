package org.heddle.brokers.mqtt;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.heddle.brokers.ChildProcess;
import org.heddle.brokers.NativeCommand;
import org.heddle.brokers.Readiness;

/**
 * The mosquitto of this machine.
 *
 * <p>It differs from one with default settings in that it queues without limit and writes every
 * change to the disk as soon as it can. That is after it has answered, so {@link #kill()} waits for
 * a moment at which everything has been written. One thing it never writes in time: a message that
 * it could send to a connected client at once.
 */
public final class MosquittoBroker implements MqttBroker {

  private static final Duration START_TIMEOUT = Duration.ofSeconds(30);

  private final ChildProcess process;
  private final MqttOptions options;
  private final Listeners listeners;
  private QuietMoment quietMoment;

  private MosquittoBroker(ChildProcess process, MqttOptions options) {
    this.process = process;
    this.options = options;
    this.listeners = Listeners.of(options);
  }

  /** Tells whether the machine has a mosquitto to start. */
  public static boolean isInstalled() {
    return find("mosquitto").isPresent();
  }

  /**
   * Starts a broker with one plain listener on a free port.
   *
   * @throws IllegalStateException when it does not start, with the end of its log, or is not
   *     installed
   */
  public static MosquittoBroker start() {
    return start(MqttOptions.defaults());
  }

  /**
   * Starts a broker.
   *
   * @throws IllegalStateException when it does not start, with the end of its log, or is not
   *     installed
   */
  public static MosquittoBroker start(MqttOptions options) {
    Path executable = executable("mosquitto");
    ChildProcess process = ChildProcess.create("mosquitto");
    try {
      MosquittoBroker broker = new MosquittoBroker(process, options);
      broker.writeUsers();
      broker.writeConfiguration();
      process.start(
          new NativeCommand(executable, List.of("-c", broker.configuration().toString())),
          Readiness.listening(broker.listeners.ports()),
          START_TIMEOUT);
      broker.quietMoment = QuietMoment.learnFrom(process.pid());
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
   * Finds a program of the Debian packages mosquitto and mosquitto-clients.
   *
   * @param name such as {@code mosquitto_pub}
   * @throws IllegalStateException when it is not installed
   */
  public static Path executable(String name) {
    return find(name)
        .orElseThrow(
            () ->
                new IllegalStateException(
                    name + " is not installed; it is in Debian's mosquitto, mosquitto-clients"));
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
    if (process.isAlive()) {
      quietMoment.stop(process.pid());
    }
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

  private void writeUsers() {
    for (Map.Entry<String, String> user : options.users().entrySet()) {
      List<String> arguments = new ArrayList<>();
      if (!Files.exists(users())) {
        arguments.add("-c");
      }
      arguments.addAll(List.of("-b", users().toString(), user.getKey(), user.getValue()));
      process.run(new NativeCommand(executable("mosquitto_passwd"), arguments));
    }
  }

  private void writeConfiguration() throws IOException {
    StringBuilder text = new StringBuilder();
    listen(text, listeners.plain());
    listeners.webSocket().ifPresent(port -> listen(text, port).append("protocol websockets\n"));
    options
        .tls()
        .ifPresent(
            certificates ->
                listen(text, listeners.tls().orElseThrow())
                    .append("cafile " + certificates.authority() + "\n")
                    .append("certfile " + certificates.serverCertificate() + "\n")
                    .append("keyfile " + certificates.serverKey() + "\n")
                    .append("require_certificate true\n"));
    text.append(
        options.users().isEmpty() ? "allow_anonymous true\n" : "password_file " + users() + "\n");
    text.append("persistence true\n")
        .append("persistence_location " + process.directory() + "/\n")
        .append("persistence_file mosquitto.db\n")
        .append("autosave_on_changes true\n")
        .append("autosave_interval 1\n")
        .append("max_queued_messages 0\n")
        // What goes straight to a connected client is not written: so it has to be there, and not
        // in a buffer, when the broker is killed.
        .append("set_tcp_nodelay true\n")
        .append("log_dest stdout\n");
    if (System.getProperty("user.name").equals("root")) {
      // Else it gives up its rights, and with them the folder.
      text.append("user root\n");
    }
    options.settings().forEach(line -> text.append(line).append('\n'));
    Files.writeString(configuration(), text);
  }

  private static StringBuilder listen(StringBuilder text, int port) {
    return text.append("listener " + port + " " + Listeners.HOST + "\n");
  }

  private Path configuration() {
    return process.directory().resolve("mosquitto.conf");
  }

  private Path users() {
    return process.directory().resolve("users");
  }

  private static Optional<Path> find(String name) {
    String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
    // Debian keeps servers away from the path of users.
    return Stream.concat(Stream.of(path.split(":")), Stream.of("/usr/sbin"))
        .filter(folder -> !folder.isEmpty())
        .map(folder -> Path.of(folder, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
