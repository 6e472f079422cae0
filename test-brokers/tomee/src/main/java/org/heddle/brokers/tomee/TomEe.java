package org.heddle.brokers.tomee;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.regex.Pattern;
import org.heddle.brokers.ApplicationServer;
import org.heddle.brokers.ChildProcess;
import org.heddle.brokers.Command;
import org.heddle.brokers.ServerOptions;
import org.heddle.brokers.ShellScript;
import org.heddle.brokers.StartSign;
import org.heddle.brokers.WebApplication;

/**
 * A TomEE, whose script finds {@code CATALINA_HOME}, and in {@code CATALINA_BASE} the folder of
 * this server; it runs before the first start.
 */
public final class TomEe extends ApplicationServer {

  /** What is there at the start is deployed then, or could not be. */
  private static final String STARTED = "Server startup in [";

  /** A record of the thread that starts everything, with its stack trace. */
  private static final Pattern FAILURE =
      Pattern.compile("^\\S+ \\S+ SEVERE \\[main\\] .*(?:\\R\\s.*)*+", Pattern.MULTILINE);

  private final ServerOptions options;
  private final ServerHome home;
  private final ServerBase base;

  private TomEe(ChildProcess process, ServerOptions options) throws IOException {
    super(process, options);
    this.options = options;
    this.home = ServerHome.find();
    this.base = new ServerBase(file("base"));
  }

  /**
   * Configures and starts a server.
   *
   * @throws IllegalStateException as {@link ApplicationServer#start} does
   */
  public static TomEe start(ServerOptions options) {
    return start("tomee", process -> new TomEe(process, options));
  }

  /** Its folder, {@code catalina.base}. */
  @Override
  public Path dataDirectory() {
    return base.directory();
  }

  /** Deploys an application; a server that runs does so soon afterwards. */
  public void deploy(WebApplication application) throws IOException {
    Path whole = base.directory().resolve(application.fileName());
    Files.copy(application.war(), whole);
    // The server must never see half a file.
    Files.move(whole, base.file(application), StandardCopyOption.ATOMIC_MOVE);
  }

  /** Undeploys an application; a server that runs does so soon afterwards. */
  public void undeploy(WebApplication application) throws IOException {
    Files.delete(base.file(application));
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
                    "CATALINA_HOME", home.directory().toString(),
                    "CATALINA_BASE", base.directory().toString())),
            TOOL_TIMEOUT);
  }

  @Override
  protected Command prepare() throws IOException {
    base.fill(home, HOST, port());
    for (WebApplication application : options.applications()) {
      deploy(application);
    }
    options.configuration().ifPresent(this::configure);
    return home.command(base, jvmOptions(options.jvmOptions()));
  }

  @Override
  protected StartSign startSign() {
    return StartSign.said(STARTED).and(StartSign.notSaid(FAILURE));
  }
}
