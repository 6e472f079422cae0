package org.heddle.crash;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heddle.brokers.payara.PayaraMicro;
import org.heddle.brokers.payara.PayaraOptions;
import org.heddle.crash.app.Names;
import org.heddle.crash.app.Participant;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * A Payara Micro with the adapter, the database and the application, configured by the files of
 * {@code server-config/payara}, that ends at a {@link KillPoint} when told to. Its domain and its
 * log of transactions outlive that.
 */
final class CrashServer implements AutoCloseable {

  /** Below the server's root directory: what the adapter has prepared, a file for each unit. */
  private static final Path PREPARED_LOG = Path.of("heddle");

  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String CONTEXT_ROOT = "/crash";
  private static final String SERVICE = "set configs.config.server-config.transaction-service.";

  // Long enough for transactions to run side by side when one of them gets there.
  private static final int PASSES = 12;

  // None: the domain is kept, so that recovery need not wait for the commands after boot.
  private static final int RECOVERY_DELAY_SECONDS = -1;

  private final Path directory;
  private final PayaraMicro server;

  private CrashServer(Path directory, PayaraMicro server) {
    this.directory = directory;
    this.server = server;
  }

  /** Starts a server that can be killed at these points. */
  static CrashServer start(
      Set<Participant> participants,
      OutsideBroker broker,
      OutsideDatabase database,
      List<KillPoint> points)
      throws IOException {
    Path directory = Files.createTempDirectory("crash-");
    Files.writeString(
        directory.resolve("rules.btm"),
        points.stream()
            .map(point -> point.rule(armed(directory, point).toString(), PASSES))
            .collect(Collectors.joining()));
    PayaraOptions options =
        PayaraOptions.defaults().withApplication(application(directory), CONTEXT_ROOT);
    for (String jar : List.of("derbyclient.jar", "derbyshared.jar", "derbytools.jar")) {
      options = options.withLibrary(Path.of(jar));
    }
    for (String option : jvmOptions(directory, participants)) {
      options = options.withJvmOption(option);
    }
    for (String option : broker.serverOptions()) {
      options = options.withJvmOption(option);
    }
    for (String option : database.serverOptions()) {
      options = options.withJvmOption(option);
    }
    for (String command : lines("recovery-pre-boot.asadmin")) {
      options = options.withPreBootCommand(command);
    }
    options =
        options.withPreBootCommand(
            SERVICE + "property.recover-txn-delay=" + RECOVERY_DELAY_SECONDS);
    for (String command : postBootCommands(broker)) {
      options = options.withPostBootCommand(command);
    }
    return new CrashServer(directory, PayaraMicro.start(options));
  }

  /** Where the application takes numbers by HTTP. */
  URI store() {
    return server.uri(CONTEXT_ROOT + Names.STORE);
  }

  /** From now on the server ends at this point, when transactions have passed it for a while. */
  void arm(KillPoint point) throws IOException {
    Files.createFile(armed(directory, point));
  }

  /** Waits until the server has ended at the point. */
  void awaitEnd(KillPoint point) throws Exception {
    CompletableFuture.runAsync(server::awaitEnd).get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    Files.delete(armed(directory, point));
  }

  void kill() {
    server.kill();
  }

  void restart() {
    server.restart();
  }

  /** Every call of the application so far, oldest first. */
  List<String> calls() throws IOException {
    Path file = directory.resolve("calls");
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  /** How many units of the adapter wait for their outcome. */
  long inDoubt() throws IOException {
    Path log = server.rootDirectory().resolve(PREPARED_LOG);
    if (!Files.isDirectory(log)) {
      return 0;
    }
    try (Stream<Path> units = Files.list(log)) {
      return units.filter(file -> file.toString().endsWith(".unit")).count();
    }
  }

  Path log() {
    return server.log();
  }

  @Override
  public void close() {
    server.close();
  }

  private static List<String> jvmOptions(Path directory, Set<Participant> participants) {
    Path byteman = Path.of("byteman.jar").toAbsolutePath();
    String names = participants.stream().map(Participant::name).collect(Collectors.joining(","));
    return List.of(
        "-javaagent:%s=script:%s,boot:%s"
            .formatted(byteman, directory.resolve("rules.btm"), byteman),
        "-D%s=%s".formatted(Names.PARTICIPANTS, names),
        "-D%s=%s".formatted(Names.CALLS, directory.resolve("calls")),
        "-Dtx.log.dir=" + directory.resolve("transactions"),
        "-Dxa.server.name=crash");
  }

  private static List<String> postBootCommands(OutsideBroker broker) throws IOException {
    String rar = Path.of("heddle.rar").toAbsolutePath().toString();
    List<String> commands = new ArrayList<>();
    for (String line : lines(broker.commandFile())) {
      commands.add(line.replace(" heddle.rar", " " + rar));
    }
    for (String line : lines("database.asadmin")) {
      commands.add(line);
      commands.add(
          line.replace("databaseName=$\\{MPCONFIG\\=database.name\\}", "databaseName=archive")
              .replace(OutsideDatabase.DATABASE, OutsideDatabase.ARCHIVE));
    }
    return commands;
  }

  private static List<String> lines(String file) throws IOException {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines.filter(line -> !line.startsWith("#")).toList();
    }
  }

  private static Path application(Path directory) {
    Path file = directory.resolve("crash.war");
    ShrinkWrap.create(WebArchive.class, "crash.war")
        .addPackage(Names.class.getPackage())
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
        .as(ZipExporter.class)
        .exportTo(file.toFile());
    return file;
  }

  private static Path armed(Path directory, KillPoint point) {
    return directory.resolve("armed-" + point.fileName());
  }
}
