package org.heddle.brokers.glassfish;

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
import org.heddle.brokers.Command;
import org.heddle.brokers.FreePorts;
import org.heddle.brokers.NativeCommand;
import org.heddle.brokers.ShellScript;

/**
 * A Payara Server or a GlassFish on 127.0.0.1, in a process and a temporary folder of its own,
 * which holds its domain, its temporary files and its log.
 *
 * <p>It is no member of a cluster. Safe for use by several threads. Starting blocks until
 * everything is deployed, and fails when something could not be.
 */
public final class GlassFish implements ApplicationServer {

  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
  private static final Duration TOOL_TIMEOUT = Duration.ofMinutes(3);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private final ChildProcess process;
  private final GlassFishOptions options;
  private final Domain domain;
  private final StartLog startLog;

  private GlassFish(ChildProcess process, GlassFishOptions options) throws IOException {
    this.process = process;
    this.options = options;
    this.domain =
        Domain.copy(
            options.distribution().home(),
            process.directory().resolve("domains"),
            options.port() == 0 ? FreePorts.next() : options.port());
    this.startLog = new StartLog(process.log(), domain);
  }

  /**
   * Starts, configures and fills a server.
   *
   * @throws IllegalStateException when its port is taken, when it does not start, when it cannot be
   *     configured or when a deployment fails; the message has the reason or the end of the output
   */
  public static GlassFish start(GlassFishOptions options) {
    // It would start all the same, and serve nothing.
    FreePorts.require(options.port());
    ChildProcess process = ChildProcess.create("glassfish");
    try {
      GlassFish server = new GlassFish(process, options);
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
    return URI.create("http://127.0.0.1:" + domain.httpPort()).resolve(path);
  }

  /** The address of its admin console. */
  public URI console() {
    return URI.create("http://127.0.0.1:" + domain.adminPort() + "/");
  }

  @Override
  public Path log() {
    return process.log();
  }

  /** The folder of its domain, which outlives {@link #kill()} and {@link #stop()}. */
  public Path domainDirectory() {
    return domain.root();
  }

  /**
   * Runs a command of {@code asadmin} on this server.
   *
   * @return what it has said
   * @throws IllegalStateException when it fails, with what it has said
   */
  public String asadmin(String... command) {
    return administer(
        Stream.concat(
                Stream.of("--interactive=false", "--port", String.valueOf(domain.adminPort())),
                Stream.of(command))
            .toList());
  }

  /**
   * Runs a shell script that configures this server, as {@link GlassFishOptions#withConfiguration}
   * does.
   *
   * @return what it has said
   * @throws IllegalStateException when it fails, with what it has said
   */
  public String configure(ShellScript script) {
    return run(
        script.command(
            Map.of(
                "GLASSFISH_HOME", options.distribution().home().toString(),
                "DOMAIN_DIR", domain.directory().toString(),
                "DOMAIN", Domain.NAME,
                "ADMIN_PORT", String.valueOf(domain.adminPort()))));
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
    startLog.mark();
    process.start(command(), startLog, START_TIMEOUT);
    options.configuration().ifPresent(this::configure);
    for (GlassFishOptions.Application application : options.applications()) {
      asadmin(
          "deploy",
          "--contextroot",
          application.contextRoot(),
          application.war().toAbsolutePath().toString());
    }
  }

  /** What the domain's own launcher would run, but in the foreground. */
  private Command command() {
    List<String> told =
        administer(
                List.of(
                    "start-domain",
                    "--dry-run",
                    "--domaindir",
                    domain.directory().toString(),
                    Domain.NAME))
            .lines()
            .dropWhile(line -> !line.endsWith("/bin/java"))
            .takeWhile(line -> !line.isBlank())
            .toList();
    List<String> arguments = new ArrayList<>(told.subList(1, told.size()));
    arguments.addAll(arguments.indexOf("-upgrade") - 1, jvmOptions());
    arguments.set(arguments.indexOf("-verbose") + 1, "true");
    int passwords = arguments.indexOf("-read-stdin");
    if (passwords >= 0) {
      // Nobody is there to tell any: the domain has those that it comes with.
      arguments.subList(passwords, passwords + 2).clear();
    }
    return new NativeCommand(Path.of(told.get(0)), arguments);
  }

  private List<String> jvmOptions() {
    List<String> all = new ArrayList<>(options.jvmOptions());
    all.add("-Djava.io.tmpdir=" + temporaryDirectory());
    return all;
  }

  private String administer(List<String> arguments) {
    return run(options.distribution().asadmin(arguments));
  }

  private String run(Command command) {
    try (ChildProcess tool = ChildProcess.create("asadmin")) {
      tool.run(command, TOOL_TIMEOUT);
      return Files.exists(tool.log()) ? Files.readString(tool.log()) : "";
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot read what " + command.program() + " has said", e);
    }
  }

  private Path temporaryDirectory() {
    return process.directory().resolve("tmp");
  }
}
