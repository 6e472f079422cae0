package org.heddle.brokers.wildfly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.heddle.brokers.ApplicationServer;
import org.heddle.brokers.ChildProcess;
import org.heddle.brokers.FreePorts;
import org.heddle.brokers.ShellScript;

/**
 * A WildFly on 127.0.0.1, in a process and a temporary folder of its own, which holds its
 * configuration, its data, its temporary files and its log.
 *
 * <p>Safe for use by several threads. Starting blocks until everything is deployed, and fails when
 * something could not be.
 */
public final class WildFly implements ApplicationServer {

  static final String HOST = "127.0.0.1";

  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
  private static final Duration CONFIGURATION_TIMEOUT = Duration.ofMinutes(3);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final String CONFIGURATION = "standalone.xml";

  private final ChildProcess process;
  private final WildFlyOptions options;
  private final int port;
  private final int managementPort;
  private final StartLog startLog;

  private WildFly(ChildProcess process, WildFlyOptions options) {
    this.process = process;
    this.options = options;
    this.port = orFree(options.port());
    this.managementPort = orFree(options.managementPort());
    this.startLog = new StartLog(process.log());
  }

  /**
   * Configures and starts a server.
   *
   * @throws IllegalStateException when its port is taken, when it cannot be configured, when it
   *     does not start or when a deployment fails; the message has the reason or the end of the log
   */
  public static WildFly start(WildFlyOptions options) {
    // It would start all the same, and serve nothing.
    FreePorts.require(options.port());
    FreePorts.require(options.managementPort());
    ChildProcess process = ChildProcess.create("wildfly");
    try {
      WildFly server = new WildFly(process, options);
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

  /** The folder of its own data, which outlives {@link #kill()} and {@link #stop()}. */
  public Path dataDirectory() {
    return baseDirectory().resolve("data");
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
    ServerHome home = ServerHome.find();
    Files.createDirectory(temporaryDirectory());
    copyConfiguration(home);
    deploy();
    options.configuration().ifPresent(script -> configure(home, script));
    startLog.mark();
    process.start(home.command(jvmOptions(), arguments()), startLog, START_TIMEOUT);
  }

  private void copyConfiguration(ServerHome home) throws IOException {
    Path configuration = baseDirectory().resolve("configuration");
    Files.createDirectories(configuration);
    try (Stream<Path> files = Files.list(home.configuration())) {
      for (Path file : files.toList()) {
        Files.copy(file, configuration.resolve(file.getFileName()));
      }
    }
    // The output of the process is kept, and capped; the file beside it would not be.
    Path server = configuration.resolve(CONFIGURATION);
    Files.writeString(server, Files.readString(server).replace("<handler name=\"FILE\"/>", ""));
  }

  // The server's scanner deploys what is there at its start as a part of the start.
  private void deploy() throws IOException {
    Path scanned = Files.createDirectory(baseDirectory().resolve("deployments"));
    for (WildFlyOptions.Deployment deployment : options.deployments()) {
      Files.copy(deployment.archive(), scanned.resolve(deployment.name()));
    }
  }

  private void configure(ServerHome home, ShellScript script) {
    process.run(
        script.command(
            Map.of(
                "WILDFLY_HOME",
                home.directory().toString(),
                "WILDFLY_BASE",
                baseDirectory().toString())),
        CONFIGURATION_TIMEOUT);
  }

  private List<String> jvmOptions() {
    List<String> all = new ArrayList<>(options.jvmOptions());
    all.add("-Djava.io.tmpdir=" + temporaryDirectory());
    all.add("-Dorg.jboss.logmanager.nocolor=true");
    return all;
  }

  private List<String> arguments() {
    return List.of(
        "-Djboss.server.base.dir=" + baseDirectory(),
        "-Djboss.bind.address=" + HOST,
        "-Djboss.bind.address.management=" + HOST,
        "-Djboss.http.port=" + port,
        "-Djboss.https.port=" + FreePorts.next(),
        "-Djboss.management.http.port=" + managementPort,
        "--server-config=" + CONFIGURATION);
  }

  private Path baseDirectory() {
    return process.directory().resolve("base");
  }

  private Path temporaryDirectory() {
    return process.directory().resolve("tmp");
  }

  private static int orFree(int port) {
    return port == 0 ? FreePorts.next() : port;
  }
}
