package org.heddle.brokers.openliberty;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.heddle.brokers.ApplicationServer;
import org.heddle.brokers.ChildProcess;
import org.heddle.brokers.Command;
import org.heddle.brokers.FreePorts;
import org.heddle.brokers.ShellScript;

/**
 * An Open Liberty on 127.0.0.1, in a process and a temporary folder of its own, which holds its
 * configuration, its data, its temporary files and its log.
 *
 * <p>Safe for use by several threads. Starting blocks until everything is deployed, and fails when
 * something could not be.
 */
public final class OpenLiberty implements ApplicationServer {

  private static final String HOST = "127.0.0.1";
  private static final String NAME = "heddle";
  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
  private static final Duration CONFIGURATION_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private final ServerHome home;
  private final ChildProcess process;
  private final OpenLibertyOptions options;
  private final int port;
  private final StartLog startLog;

  private OpenLiberty(ServerHome home, ChildProcess process, OpenLibertyOptions options) {
    this.home = home;
    this.process = process;
    this.options = options;
    this.port = options.port() == 0 ? FreePorts.next() : options.port();
    this.startLog = new StartLog(process.log());
  }

  /**
   * Configures and starts a server.
   *
   * @throws IllegalStateException when its port is taken, when it cannot be configured, when it
   *     does not start or when a deployment fails; the message has the reason or the end of the log
   */
  public static OpenLiberty start(OpenLibertyOptions options) {
    // It would start all the same, and serve nothing.
    FreePorts.require(options.port());
    ChildProcess process = ChildProcess.create("open-liberty");
    try {
      OpenLiberty server = new OpenLiberty(ServerHome.find(), process, options);
      server.launch();
      return server;
    } catch (IOException e) {
      process.close();
      throw new UncheckedIOException("Cannot prepare the files of the server", e);
    } catch (RuntimeException e) {
      process.close();
      throw e;
    }
  }

  @Override
  public URI uri(String path) {
    return URI.create("http://" + HOST + ":" + port).resolve(path);
  }

  @Override
  public Path log() {
    return process.log();
  }

  /**
   * The folder of its configuration and of its own data, which outlives {@link #kill()} and {@link
   * #stop()}.
   */
  public Path serverDirectory() {
    return userDirectory().resolve("servers").resolve(NAME);
  }

  /**
   * Runs a shell script that configures this server, as {@link
   * OpenLibertyOptions#withConfiguration} does. A server that runs takes over what it changes, soon
   * afterwards.
   *
   * @throws IllegalStateException when it fails, with what it has said
   */
  public void configure(ShellScript script) {
    try (ChildProcess shell = ChildProcess.create("configuration")) {
      shell.run(
          script.command(
              Map.of(
                  "WLP_HOME", home.directory().toString(),
                  "WLP_USER_DIR", userDirectory().toString(),
                  "SERVER", NAME)),
          CONFIGURATION_TIMEOUT);
    }
  }

  @Override
  public void awaitEnd() {
    process.awaitEnd();
  }

  @Override
  public void kill() {
    process.kill();
  }

  @Override
  public void stop() {
    process.stop(STOP_TIMEOUT);
  }

  @Override
  public void restart() {
    process.kill();
    try {
      startLog.mark();
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot prepare the files of the server", e);
    }
    process.restart();
  }

  @Override
  public void close() {
    stop();
    process.close();
  }

  ChildProcess process() {
    return process;
  }

  private void launch() throws IOException {
    Files.createDirectory(temporaryDirectory());
    Files.createDirectories(serverDirectory());
    Files.writeString(serverDirectory().resolve("server.xml"), serverXml());
    Files.write(serverDirectory().resolve("jvm.options"), jvmOptions());
    // Otherwise the output has no information but what is about the server's own life.
    Files.writeString(
        serverDirectory().resolve("bootstrap.properties"),
        "com.ibm.ws.logging.console.log.level=INFO");
    options.configuration().ifPresent(this::configure);
    startLog.mark();
    process.start(command(), startLog, START_TIMEOUT);
  }

  /** The server's own script, which becomes the server. */
  private Command command() {
    return new ShellScript(home.script(), Map.of(), List.of("run", NAME))
        .command(Map.of("WLP_USER_DIR", userDirectory().toString()));
  }

  /** HTTP/1.1 alone: Java's own client asks for an upgrade, and would never get an answer. */
  private String serverXml() {
    return """
        <server>
          <featureManager>
        %s  </featureManager>
          <httpEndpoint id="defaultHttpEndpoint" host="%s" httpPort="%d" httpsPort="-1"
              protocolVersion="http/1.1"/>
          <applicationManager startTimeout="%ds"/>
        %s</server>
        """
        .formatted(
            options.features().stream()
                .map(feature -> "    <feature>" + feature + "</feature>\n")
                .collect(Collectors.joining()),
            HOST,
            port,
            START_TIMEOUT.toSeconds(),
            options.applications().stream()
                .map(OpenLiberty::webApplication)
                .collect(Collectors.joining()));
  }

  private static String webApplication(OpenLibertyOptions.Application application) {
    return "  <webApplication location=\"%s\" contextRoot=\"%s\"/>\n"
        .formatted(application.war().toAbsolutePath(), application.contextRoot());
  }

  private List<String> jvmOptions() {
    List<String> all = new ArrayList<>(options.jvmOptions());
    all.add("-Djava.io.tmpdir=" + temporaryDirectory());
    return all;
  }

  private Path userDirectory() {
    return process.directory().resolve("usr");
  }

  private Path temporaryDirectory() {
    return process.directory().resolve("tmp");
  }
}
