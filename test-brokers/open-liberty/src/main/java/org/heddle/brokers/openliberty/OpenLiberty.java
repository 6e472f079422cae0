package org.heddle.brokers.openliberty;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.heddle.brokers.ApplicationServer;
import org.heddle.brokers.ChildProcess;
import org.heddle.brokers.Command;
import org.heddle.brokers.ServerOptions;
import org.heddle.brokers.ShellScript;
import org.heddle.brokers.StartSign;
import org.heddle.brokers.WebApplication;

/**
 * An Open Liberty, whose script finds {@code WLP_HOME}, and in {@code WLP_USER_DIR} and {@code
 * SERVER} the folder and the name of this server; it runs before the first start.
 */
public final class OpenLiberty extends ApplicationServer {

  private static final String NAME = "heddle";

  /** Said after the applications have been started, even if one could not be. */
  private static final String STARTED = "CWWKF0011I";

  /**
   * What the configuration, a feature, a port, an adapter, an application or the activation of a
   * bean did not like; not what beans and connections meet afterwards, which are errors too.
   */
  private static final Pattern FAILURE =
      Pattern.compile("(?:CWWK[FGOZ]\\d{4}|J2CA(?:7\\d{3}|88\\d\\d)|CNTR4\\d{3})E: .*");

  private final ServerHome home;
  private final ServerOptions options;
  private final List<String> features;
  private final Optional<String> classProvider;

  private OpenLiberty(
      ChildProcess process,
      ServerOptions options,
      List<String> features,
      Optional<String> classProvider)
      throws IOException {
    super(process, options);
    this.home = ServerHome.find();
    this.options = options;
    this.features = features;
    this.classProvider = classProvider;
  }

  /**
   * Configures and starts a server.
   *
   * @param features what the server can do, such as {@code servlet-6.0}, besides what is configured
   * @throws IllegalStateException as {@link ApplicationServer#start} does
   */
  public static OpenLiberty start(ServerOptions options, String... features) {
    return start(
        "open-liberty",
        process -> new OpenLiberty(process, options, List.of(features), Optional.empty()));
  }

  /**
   * Configures and starts a server whose applications see the classes of a resource adapter.
   *
   * @param classProvider the id of the adapter, which the script configures
   * @param features what the server can do, besides what is configured
   * @throws IllegalStateException as {@link ApplicationServer#start} does
   */
  public static OpenLiberty startSeeing(
      String classProvider, ServerOptions options, String... features) {
    return start(
        "open-liberty",
        process ->
            new OpenLiberty(process, options, List.of(features), Optional.of(classProvider)));
  }

  /** The folder of its configuration and of its own data. */
  @Override
  public Path dataDirectory() {
    return userDirectory().resolve("servers").resolve(NAME);
  }

  /** Deploys an application; a server that runs does so soon afterwards. */
  public void deploy(WebApplication application) throws IOException {
    Path file = file(application);
    Path whole = dataDirectory().resolve(file.getFileName());
    Files.writeString(whole, xml(application));
    // The server must never see half a file.
    Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
  }

  /** Undeploys an application; a server that runs does so soon afterwards. */
  public void undeploy(WebApplication application) throws IOException {
    Files.delete(file(application));
  }

  /**
   * Runs a shell script that configures this server, as that of its options does. A server that
   * runs takes over what it changes, soon afterwards.
   *
   * @throws IllegalStateException when it fails, with what it has said
   */
  public void configure(ShellScript script) {
    run(
        script.command(
            Map.of(
                "WLP_HOME", home.directory().toString(),
                "WLP_USER_DIR", userDirectory().toString(),
                "SERVER", NAME)));
  }

  @Override
  protected Command prepare() throws IOException {
    Files.createDirectories(applications());
    Files.writeString(dataDirectory().resolve("server.xml"), serverXml());
    Files.write(dataDirectory().resolve("jvm.options"), jvmOptions(options.jvmOptions()));
    // Otherwise the output has no information but what is about the server's own life.
    Files.writeString(
        dataDirectory().resolve("bootstrap.properties"),
        "com.ibm.ws.logging.console.log.level=INFO");
    options.configuration().ifPresent(this::configure);
    for (WebApplication application : options.applications()) {
      deploy(application);
    }
    // The server's own script, which becomes the server.
    return new ShellScript(home.script(), Map.of(), List.of("run", NAME))
        .command(Map.of("WLP_USER_DIR", userDirectory().toString()));
  }

  @Override
  protected StartSign startSign() {
    return StartSign.notSaid(FAILURE).and(StartSign.said(STARTED));
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
        </server>
        """
        .formatted(
            features.stream()
                .map(feature -> "    <feature>" + feature + "</feature>\n")
                .collect(Collectors.joining()),
            HOST,
            port(),
            START_TIMEOUT.toSeconds());
  }

  private String xml(WebApplication application) {
    return """
        <server>
          <webApplication location="%s" contextRoot="%s">
            %s
          </webApplication>
        </server>
        """
        .formatted(
            application.war().toAbsolutePath(),
            application.contextRoot(),
            classProvider.map("<classloader classProviderRef=\"%s\"/>"::formatted).orElse(""));
  }

  private Path file(WebApplication application) {
    return applications().resolve(application.fileName() + ".xml");
  }

  /** What the server reads after its own configuration, a file for each application. */
  private Path applications() {
    return dataDirectory().resolve("configDropins/overrides");
  }

  private Path userDirectory() {
    return file("usr");
  }
}
