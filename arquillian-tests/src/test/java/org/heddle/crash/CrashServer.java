package org.heddle.crash;

import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.heddle.brokers.payara.PayaraMicro;
import org.heddle.brokers.payara.PayaraOptions;
import org.heddle.crash.app.BatchMoveBean;
import org.heddle.crash.app.MoveBean;
import org.heddle.crash.app.Names;
import org.heddle.crash.app.Participant;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.EmptyAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * A Payara Micro with the adapter, the database and the application, configured by the files of
 * {@code server-config/payara}, that holds a thread at a {@link KillPoint} when told to. Its domain
 * and its log of transactions outlive its end.
 */
final class CrashServer implements AutoCloseable {

  /** Below the server's root directory: what the adapter has prepared, a file for each unit. */
  private static final Path PREPARED_LOG = Path.of("heddle");

  /** Below the folder of the server's log of transactions; {@code server} is the instance. */
  private static final Path SERVER_LOG = Path.of("server", "tx");

  private static final String CONTEXT_ROOT = "/crash";
  private static final String SERVICE = "set configs.config.server-config.transaction-service.";

  // Long enough for transactions to run side by side when one of them gets there.
  private static final int PASSES = 12;

  // None: the domain is kept, so that recovery need not wait for the commands after boot.
  private static final int RECOVERY_DELAY_SECONDS = -1;

  // Instead of half a minute, which each kill of the database would cost.
  private static final int CLEAN_UP_SECONDS = 3;

  // The server tries once to commit again, and if that is in vain it has given up (6.2025.10).
  private static final String CLEAN_UP_RULE =
      """
      RULE commit again what the database was not there for when it is there
      CLASS com.sun.jts.CosTransactions.RecoveryManager
      METHOD isIncompleteTxRecoveryRequired
      AT ENTRY
      BIND file = new java.io.File("%s")
      IF file.exists()
      DO RETURN false
      ENDRULE
      """;

  private final Path directory;
  private final Barrier barrier;
  private final PayaraMicro server;

  private CrashServer(Path directory, Barrier barrier, PayaraMicro server) {
    this.directory = directory;
    this.barrier = barrier;
    this.server = server;
  }

  /**
   * Starts a server.
   *
   * @param bean what receives, of the application's beans
   * @param participants where each number leaves a trace
   * @param points where the server can be held
   */
  static CrashServer start(
      Class<?> bean,
      Set<Participant> participants,
      OutsideBroker broker,
      OutsideDatabase database,
      List<KillPoint> points)
      throws IOException {
    Path directory = Files.createTempDirectory("crash-");
    Barrier barrier = new Barrier();
    Files.writeString(
        directory.resolve("rules.btm"),
        points.stream()
                .map(point -> point.rule(armed(directory, point), PASSES, barrier.port()))
                .collect(Collectors.joining())
            + CLEAN_UP_RULE.formatted(databaseAway(directory)));
    PayaraOptions options =
        PayaraOptions.defaults().withApplication(application(directory, bean), CONTEXT_ROOT);
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
    options =
        options.withPreBootCommand(
            SERVICE + "property.pending-txn-cleanup-interval=" + CLEAN_UP_SECONDS);
    for (String command : postBootCommands(broker)) {
      options = options.withPostBootCommand(command);
    }
    Path log = Files.createDirectories(transactions(directory).resolve(SERVER_LOG));
    CrashServer server = new CrashServer(directory, barrier, PayaraMicro.start(options));
    // If transactions made it, and two at once, the server could not read it after a crash.
    Awaitility.await("the log of transactions").until(() -> Files.size(log.resolve("control")) > 0);
    return server;
  }

  /** Where the application takes numbers by HTTP. */
  URI store() {
    return server.uri(CONTEXT_ROOT + Names.STORE);
  }

  /** One of the next threads that pass this point is held there, when some have passed it. */
  void arm(KillPoint point) throws IOException {
    Files.createFile(armed(directory, point));
  }

  /**
   * Waits until a thread is held at the point that is armed.
   *
   * @return lets it go on when closed
   */
  Closeable awaitHeld() throws IOException {
    return barrier.await();
  }

  /** Tells the server's clean-up, which must not try in vain, whether the database is there. */
  void expectDatabase(boolean there) {
    try {
      if (there) {
        Files.delete(databaseAway(directory));
      } else {
        Files.createFile(databaseAway(directory));
      }
    } catch (IOException e) {
      throw new UncheckedIOException("Cannot tell the server of the database", e);
    }
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
    Path log = server.dataDirectory().resolve(PREPARED_LOG);
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
  public void close() throws IOException {
    try (barrier) {
      server.close();
    }
  }

  private static List<String> jvmOptions(Path directory, Set<Participant> participants) {
    Path byteman = Path.of("byteman.jar").toAbsolutePath();
    String names = participants.stream().map(Participant::name).collect(Collectors.joining(","));
    return List.of(
        "-javaagent:%s=script:%s,boot:%s"
            .formatted(byteman, directory.resolve("rules.btm"), byteman),
        "-D%s=%s".formatted(Names.PARTICIPANTS, names),
        "-D%s=%s".formatted(Names.CALLS, directory.resolve("calls")),
        "-Dtx.log.dir=" + transactions(directory),
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

  private static Path application(Path directory, Class<?> bean) {
    Path file = directory.resolve("crash.war");
    ShrinkWrap.create(WebArchive.class, "crash.war")
        .addPackage(Names.class.getPackage())
        .deleteClasses(MoveBean.class, BatchMoveBean.class)
        .addClass(bean)
        .addAsWebInfResource(EmptyAsset.INSTANCE, "beans.xml")
        .as(ZipExporter.class)
        .exportTo(file.toFile());
    return file;
  }

  private static Path transactions(Path directory) {
    return directory.resolve("transactions");
  }

  private static Path databaseAway(Path directory) {
    return directory.resolve("database-away");
  }

  private static Path armed(Path directory, KillPoint point) {
    return directory.resolve("armed-" + point.fileName());
  }
}
