package org.heddle.brokers.tomee;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.heddle.brokers.ApplicationServer;
import org.heddle.brokers.ChildProcess;
import org.heddle.brokers.FreePorts;
import org.heddle.brokers.ShellScript;

/**
 * A TomEE on 127.0.0.1, in a process and a temporary folder of its own, which holds its
 * configuration, its data, its temporary files and its log.
 *
 * <p>Safe for use by several threads. Starting blocks until everything is deployed, and fails when
 * something could not be.
 */
public final class TomEe implements ApplicationServer {

  private static final Duration START_TIMEOUT = Duration.ofMinutes(3);
  private static final Duration CONFIGURATION_TIMEOUT = Duration.ofMinutes(1);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);

  private final ChildProcess process;
  private final TomEeOptions options;
  private final int port;
  private final ServerHome home;
  private final ServerBase base;
  private final StartLog startLog;

  private TomEe(ChildProcess process, TomEeOptions options) throws IOException {
    this.process = process;
    this.options = options;
    this.port = options.port() == 0 ? FreePorts.next() : options.port();
    this.home = ServerHome.find();
    this.base = ServerBase.create(process.directory().resolve("base"), home, port);
    this.startLog = new StartLog(process.log());
  }

  /**
   * Configures and starts a server.
   *
   * @throws IllegalStateException when its port is taken, when it cannot be configured, when it
   *     does not start or when a deployment fails; the message has the reason or the end of the log
   */
  public static TomEe start(TomEeOptions options) {
    // It would start all the same, and serve nothing.
    FreePorts.require(options.port());
    ChildProcess process = ChildProcess.create("tomee");
    try {
      TomEe server = new TomEe(process, options);
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
    return URI.create("http://127.0.0.1:" + port).resolve(path);
  }

  @Override
  public Path log() {
    return process.log();
  }

  /** Its folder, {@code catalina.base}, which outlives {@link #kill()} and {@link #stop()}. */
  public Path baseDirectory() {
    return base.directory();
  }

  /**
   * Runs a shell script that configures this server while it does not run, as {@link
   * TomEeOptions#withConfiguration} does.
   *
   * @throws IllegalStateException when it fails, with what it has said, or the server runs
   */
  public void configure(ShellScript script) {
    process.run(
        script.command(
            Map.of(
                "CATALINA_HOME", home.directory().toString(),
                "CATALINA_BASE", base.directory().toString())),
        CONFIGURATION_TIMEOUT);
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
    for (TomEeOptions.Application application : options.applications()) {
      Files.copy(application.war(), base.applications().resolve(application.name()));
    }
    options.configuration().ifPresent(this::configure);
    startLog.mark();
    process.start(home.command(base, options.jvmOptions()), startLog, START_TIMEOUT);
  }
}
