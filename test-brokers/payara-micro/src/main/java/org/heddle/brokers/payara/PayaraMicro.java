package org.heddle.brokers.payara;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.heddle.brokers.ApplicationServer;
import org.heddle.brokers.ChildProcess;
import org.heddle.brokers.FreePorts;

/**
 * A Payara Micro on 127.0.0.1, in a process and a temporary folder of its own, which holds its
 * domain, its temporary files and its log.
 *
 * <p>It is no member of a cluster. Safe for use by several threads. Starting blocks until the
 * resource adapters and the applications are deployed, and fails when one of them could not be.
 */
public final class PayaraMicro implements ApplicationServer {

  static final String HOST = "127.0.0.1";

  private static final Duration START_TIMEOUT = Duration.ofMinutes(2);
  private static final Duration STOP_TIMEOUT = Duration.ofSeconds(30);
  private static final String LOGGING = "logging.properties";
  private static final String LISTENER =
      "configs.config.server-config.network-config.network-listeners.network-listener"
          + ".http-listener";

  private final ChildProcess process;
  private final PayaraOptions options;
  private final int port;
  private final StartLog startLog;

  private PayaraMicro(ChildProcess process, PayaraOptions options) {
    this.process = process;
    this.options = options;
    this.port = options.port() == 0 ? FreePorts.next() : options.port();
    this.startLog = new StartLog(process.log());
  }

  /**
   * Starts a server.
   *
   * @throws IllegalStateException when its port is taken, when it does not start or when a command
   *     or deployment fails; the message has the reason or the end of the log
   */
  public static PayaraMicro start(PayaraOptions options) {
    // It would start all the same, and serve nothing.
    FreePorts.require(options.port());
    ChildProcess process = ChildProcess.create("payara");
    try {
      PayaraMicro server = new PayaraMicro(process, options);
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

  /** The folder of its domain, which outlives {@link #kill()} and {@link #stop()}. */
  public Path rootDirectory() {
    return process.directory().resolve("root");
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
      Files.writeString(postBootFile(), "");
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
    try (InputStream logging = PayaraMicro.class.getResourceAsStream(LOGGING)) {
      Files.copy(logging, process.directory().resolve(LOGGING));
    }
    Files.write(preBootFile(), preBootCommands());
    Files.write(postBootFile(), postBootCommands());
    startLog.mark();
    process.start(ServerJar.find().command(jvmOptions(), arguments()), startLog, START_TIMEOUT);
  }

  private List<String> jvmOptions() {
    List<String> all = new ArrayList<>(options.jvmOptions());
    all.add("-Djava.io.tmpdir=" + temporaryDirectory());
    return all;
  }

  private List<String> arguments() {
    List<String> all = new ArrayList<>(ownArguments());
    if (!options.libraries().isEmpty()) {
      all.add("--addlibs");
      all.add(
          options.libraries().stream()
              .map(jar -> jar.toAbsolutePath().toString())
              .collect(Collectors.joining(File.pathSeparator)));
    }
    return all;
  }

  private List<String> ownArguments() {
    return List.of(
        // --nocluster alone still opens a port of Hazelcast, on every address of the machine.
        "--nohazelcast",
        "--disablephonehome",
        "--port",
        String.valueOf(port),
        "--rootdir",
        rootDirectory().toString(),
        "--logproperties",
        process.directory().resolve(LOGGING).toString(),
        "--prebootcommandfile",
        preBootFile().toString(),
        "--postbootcommandfile",
        postBootFile().toString());
  }

  private List<String> preBootCommands() {
    List<String> commands = new ArrayList<>();
    // There is no switch for the address.
    commands.add("set " + LISTENER + ".address=" + HOST);
    commands.addAll(options.preBootCommands());
    return commands;
  }

  // All in one file, since what --deploy names is deployed in an order of the server's own.
  private List<String> postBootCommands() {
    List<String> commands = new ArrayList<>();
    for (Path rar : options.resourceAdapters()) {
      commands.add("deploy --name %s \"%s\"".formatted(nameOf(rar), rar.toAbsolutePath()));
    }
    commands.addAll(options.postBootCommands());
    for (PayaraOptions.Application application : options.applications()) {
      Path war = application.war().toAbsolutePath();
      commands.add(
          "deploy --name %s --contextroot %s \"%s\""
              .formatted(nameOf(war), application.contextRoot(), war));
    }
    return commands;
  }

  private Path preBootFile() {
    return process.directory().resolve("pre-boot.txt");
  }

  private Path postBootFile() {
    return process.directory().resolve("post-boot.txt");
  }

  private Path temporaryDirectory() {
    return process.directory().resolve("tmp");
  }

  private static String nameOf(Path archive) {
    return archive.getFileName().toString().replaceFirst("\\.[^.]*$", "");
  }
}
