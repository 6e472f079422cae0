package org.heddle.brokers.payara;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.heddle.brokers.ApplicationServer;
import org.heddle.brokers.BrokerFiles;
import org.heddle.brokers.ChildProcess;
import org.heddle.brokers.Command;
import org.heddle.brokers.StartSign;
import org.heddle.brokers.WebApplication;

/** A Payara Micro, which is no member of a cluster. */
public final class PayaraMicro extends ApplicationServer {

  private static final String LOGGING = "logging.properties";
  private static final String LISTENER =
      "configs.config.server-config.network-config.network-listeners.network-listener"
          + ".http-listener";

  private static final Pattern FAILED_COMMAND =
      Pattern.compile("Boot Command .* failed PlainTextActionReporterFAILURE.*");
  private static final String READY = ") ready in ";

  private final PayaraOptions options;

  private PayaraMicro(ChildProcess process, PayaraOptions options) {
    super(process, options.port());
    this.options = options;
  }

  /**
   * Starts a server.
   *
   * @throws IllegalStateException as {@link ApplicationServer#start} does, or when a command fails
   */
  public static PayaraMicro start(PayaraOptions options) {
    return start("payara", process -> new PayaraMicro(process, options));
  }

  /** The folder of its domain. */
  @Override
  public Path dataDirectory() {
    return file("root");
  }

  @Override
  protected Command prepare() throws IOException {
    try (InputStream logging = BrokerFiles.open(PayaraMicro.class, LOGGING)) {
      Files.copy(logging, file(LOGGING));
    }
    Files.write(preBootFile(), preBootCommands());
    Files.write(postBootFile(), postBootCommands());
    return ServerJar.find().command(jvmOptions(options.jvmOptions()), arguments());
  }

  @Override
  protected StartSign startSign() {
    return StartSign.notSaid(FAILED_COMMAND).and(StartSign.said(READY));
  }

  /** What was done then is a part of the domain. */
  @Override
  protected void complete() throws IOException {
    Files.writeString(postBootFile(), "");
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
        String.valueOf(port()),
        "--rootdir",
        dataDirectory().toString(),
        "--logproperties",
        file(LOGGING).toString(),
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
    for (WebApplication application : options.applications()) {
      Path war = application.war().toAbsolutePath();
      commands.add(
          "deploy --name %s --contextroot %s \"%s\""
              .formatted(nameOf(war), application.contextRoot(), war));
    }
    return commands;
  }

  private Path preBootFile() {
    return file("pre-boot.txt");
  }

  private Path postBootFile() {
    return file("post-boot.txt");
  }

  private static String nameOf(Path archive) {
    return archive.getFileName().toString().replaceFirst("\\.[^.]*$", "");
  }
}
