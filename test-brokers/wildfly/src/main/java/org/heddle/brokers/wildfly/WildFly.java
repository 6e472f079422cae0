package org.heddle.brokers.wildfly;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.heddle.brokers.ApplicationServer;
import org.heddle.brokers.ChildProcess;
import org.heddle.brokers.Command;
import org.heddle.brokers.FreePorts;
import org.heddle.brokers.ServerOptions;
import org.heddle.brokers.ShellScript;
import org.heddle.brokers.StartSign;
import org.heddle.brokers.WebApplication;

/**
 * A WildFly, whose script finds {@code WILDFLY_HOME}, and in {@code WILDFLY_BASE} the folder of
 * this server; it runs before the first start.
 */
public final class WildFly extends ApplicationServer {

  private static final String CONFIGURATION = "standalone.xml";

  /** What is there at the start is deployed then. */
  private static final String STARTED = "WFLYSRV0025";

  /**
   * The report of an operation that failed, up to the next record of the log, of a server that has
   * started with errors, which leave it running; or that it has.
   */
  private static final Pattern FAILURE =
      Pattern.compile(
          "WFLYCTL0013: .*?(?=\\R\\d\\d:\\d\\d:\\d\\d,\\d)(?=.*WFLYSRV0026)|WFLYSRV0026: \\V*",
          Pattern.DOTALL);

  private final ServerHome home;
  private final ServerOptions options;
  private final int managementPort;

  private WildFly(ChildProcess process, ServerOptions options, int managementPort)
      throws IOException {
    super(process, options);
    this.home = ServerHome.find();
    this.options = options;
    this.managementPort = FreePorts.claim(managementPort);
  }

  /**
   * Configures and starts a server.
   *
   * @throws IllegalStateException as {@link ApplicationServer#start} does
   */
  public static WildFly start(ServerOptions options) {
    return start(options, 0);
  }

  /**
   * Configures and starts a server that is managed by anybody on this machine who may read its
   * files.
   *
   * @param managementPort where, on 127.0.0.1; 0 for a free port
   * @throws IllegalStateException as {@link ApplicationServer#start} does
   */
  public static WildFly start(ServerOptions options, int managementPort) {
    return start("wildfly", process -> new WildFly(process, options, managementPort));
  }

  @Override
  public Path dataDirectory() {
    return baseDirectory().resolve("data");
  }

  /**
   * Runs a shell script that configures this server while it does not run, as that of its options
   * does.
   *
   * @throws IllegalStateException when it fails, with what it has said, or the server runs
   */
  public void configure(ShellScript script) {
    process()
        .run(
            script.command(
                Map.of(
                    "WILDFLY_HOME", home.directory().toString(),
                    "WILDFLY_BASE", baseDirectory().toString())),
            TOOL_TIMEOUT);
  }

  @Override
  protected Command prepare() throws IOException {
    copyConfiguration();
    deploy();
    options.configuration().ifPresent(this::configure);
    List<String> jvmOptions = new ArrayList<>(jvmOptions(options.jvmOptions()));
    jvmOptions.add("-Dorg.jboss.logmanager.nocolor=true");
    return home.command(jvmOptions, arguments());
  }

  @Override
  protected StartSign startSign() {
    return StartSign.notSaid(FAILURE).and(StartSign.said(STARTED));
  }

  private void copyConfiguration() throws IOException {
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
    for (WebApplication application : options.applications()) {
      Files.copy(application.war(), scanned.resolve(application.fileName()));
    }
  }

  private List<String> arguments() {
    return List.of(
        "-Djboss.server.base.dir=" + baseDirectory(),
        "-Djboss.bind.address=" + HOST,
        "-Djboss.bind.address.management=" + HOST,
        "-Djboss.http.port=" + port(),
        "-Djboss.https.port=" + FreePorts.next(),
        "-Djboss.management.http.port=" + managementPort,
        "--server-config=" + CONFIGURATION);
  }

  private Path baseDirectory() {
    return file("base");
  }
}
