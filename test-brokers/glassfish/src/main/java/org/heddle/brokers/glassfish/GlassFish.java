package org.heddle.brokers.glassfish;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.heddle.brokers.ApplicationServer;
import org.heddle.brokers.ChildProcess;
import org.heddle.brokers.Command;
import org.heddle.brokers.NativeCommand;
import org.heddle.brokers.ServerOptions;
import org.heddle.brokers.ShellScript;
import org.heddle.brokers.StartSign;
import org.heddle.brokers.WebApplication;

/**
 * A Payara Server or a GlassFish, whose script finds {@code GLASSFISH_HOME}, and in {@code
 * DOMAIN_DIR}, {@code DOMAIN} and {@code ADMIN_PORT} the domain of this server; it runs after the
 * first start. The server is no member of a cluster.
 */
public final class GlassFish extends ApplicationServer {

  /** Said of its listeners and of its management; neither waits for the other. */
  private static final List<String> STARTED = List.of("NCLS-CORE-00017", "NCLS-JMX-00005");

  /** Said of whatever is loaded again, for which neither of these waits either. */
  private static final String LOADED = "Loading application %s done";

  /** Payara says that a web application is loaded before it has started it. */
  private static final String SERVED = "Loading application [%s] at [";

  private final Distribution distribution;
  private final ServerOptions options;
  private final Domain domain;

  private GlassFish(ChildProcess process, Distribution distribution, ServerOptions options)
      throws IOException {
    super(process, options);
    this.distribution = distribution;
    this.options = options;
    this.domain = Domain.copy(distribution.home(), file("domains"), port());
  }

  /**
   * Starts, configures and fills a server.
   *
   * @throws IllegalStateException as {@link ApplicationServer#start} does
   */
  public static GlassFish start(Distribution distribution, ServerOptions options) {
    return start("glassfish", process -> new GlassFish(process, distribution, options));
  }

  /** The address of its admin console. */
  public URI console() {
    return URI.create("http://" + HOST + ":" + domain.adminPort() + "/");
  }

  /** The folder of its domain. */
  @Override
  public Path dataDirectory() {
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
   * Runs a shell script that configures this server while it runs, as that of its options does.
   *
   * @return what it has said
   * @throws IllegalStateException when it fails, with what it has said
   */
  public String configure(ShellScript script) {
    return run(
        script.command(
            Map.of(
                "GLASSFISH_HOME", distribution.home().toString(),
                "DOMAIN_DIR", domain.directory().toString(),
                "DOMAIN", Domain.NAME,
                "ADMIN_PORT", String.valueOf(domain.adminPort()))));
  }

  /** What the domain's own launcher would run, but in the foreground. */
  @Override
  protected Command prepare() {
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
    arguments.addAll(arguments.indexOf("-upgrade") - 1, jvmOptions(options.jvmOptions()));
    arguments.set(arguments.indexOf("-verbose") + 1, "true");
    int passwords = arguments.indexOf("-read-stdin");
    if (passwords >= 0) {
      // Nobody is there to tell any: the domain has those that it comes with.
      arguments.subList(passwords, passwords + 2).clear();
    }
    return new NativeCommand(Path.of(told.get(0)), arguments);
  }

  @Override
  protected StartSign startSign() throws IOException {
    List<String> awaited = new ArrayList<>(STARTED);
    domain.otherApplications().forEach(name -> awaited.add(LOADED.formatted(name)));
    domain.webApplications().forEach(name -> awaited.add(SERVED.formatted(name)));
    return StartSign.said(awaited);
  }

  @Override
  protected void complete() {
    options.configuration().ifPresent(this::configure);
    for (WebApplication application : options.applications()) {
      asadmin(
          "deploy",
          "--contextroot",
          application.contextRoot(),
          application.war().toAbsolutePath().toString());
    }
  }

  private String administer(List<String> arguments) {
    return run(distribution.asadmin(arguments));
  }
}
