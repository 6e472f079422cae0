package org.heddle.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Closeable;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.heddle.crash.app.MoveBean;
import org.heddle.crash.app.Participant;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Kills in turn what takes part in transactions of one kind, and counts after each kill.
 *
 * <p>{@code -Dcrash.kills} is the number of kills of the server at random moments, {@code
 * -Dcrash.seed} repeats them.
 */
@Tag("crash")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class CrashSuite {

  private static final int RANDOM_KILLS = Integer.getInteger("crash.kills", 20);
  private static final int RANDOM_OUTAGES = (RANDOM_KILLS + 3) / 4;
  private static final long SEED = Long.getLong("crash.seed", new Random().nextLong());
  private static final int NUMBERS = 300;
  private static final int BUSY_CALLS = 10;
  private static final int LONGEST_MILLIS = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration CLEAN_UP = Duration.ofSeconds(20);
  private static final Set<Participant> DATABASES =
      EnumSet.of(Participant.DATABASE, Participant.ARCHIVE);

  /** Whom a transaction may lose besides the server. */
  enum Victim {
    BROKER,
    DATABASE;

    String title() {
      return toString().toLowerCase(Locale.ROOT);
    }
  }

  private final Set<Participant> participants;
  private final List<KillPoint> points = new ArrayList<>();
  private final CrashReport report;
  private final Random random = new Random(SEED);
  private final Set<String> certain = new HashSet<>();
  private final Set<String> uncertain = new HashSet<>();

  private OutsideBroker broker;
  private OutsideDatabase database;
  private CrashServer server;
  private Load load;
  private boolean sound = true;

  /**
   * Describes the transactions.
   *
   * @param title what the report says about them
   * @param participants where they leave traces
   */
  CrashSuite(String title, Set<Participant> participants) {
    this.participants = participants;
    this.report = new CrashReport(title);
  }

  /** Starts the broker. */
  abstract OutsideBroker startBroker() throws Exception;

  /** How numbers get to the application. */
  abstract Load load(OutsideBroker broker, CrashServer server);

  /** What takes the numbers that arrive by the broker. */
  Class<?> bean() {
    return MoveBean.class;
  }

  /** Where the server is killed. */
  abstract List<KillPoint> points(OutsideBroker broker);

  /** Where it is held while another is killed: at all of these points, or the most telling. */
  List<KillPoint> outagePoints(OutsideBroker broker) {
    return points(broker);
  }

  @BeforeAll
  void start() throws Exception {
    System.out.println("Random moments by -Dcrash.seed=" + SEED);
    broker = startBroker();
    database = OutsideDatabase.start();
    points.addAll(points(broker));
    server = CrashServer.start(bean(), participants, broker, database, points);
    load = load(broker, server);
  }

  // What one test has left behind would fail all that follow, each after its patience.
  @BeforeEach
  void expectSound() {
    assertThat(sound).as("exact after every test before this one").isTrue();
    sound = false;
  }

  @AfterAll
  void stop() throws IOException {
    try (OutsideBroker endedBroker = broker;
        OutsideDatabase endedDatabase = database;
        CrashServer endedServer = server) {
      report.publish();
    }
  }

  @Order(1)
  @ParameterizedTest
  @MethodSource("points")
  void shouldBeExactWhenTheServerIsKilledAtAPoint(KillPoint point) throws Exception {
    Load.Fed fed = feedAndKillAt(point, server::kill);
    fed.await();

    assertExact("server", point.name(), fed, this::restartServer);
  }

  @Order(2)
  @ParameterizedTest
  @MethodSource("randomKills")
  void shouldBeExactWhenTheServerIsKilledAtARandomMoment(int millis) throws Exception {
    int before = server.calls().size();
    Load.Fed fed = load.feed(NUMBERS);
    awaitCallsSince(before);
    after(millis, server::kill);
    fed.await();

    assertExact("server", "at random", fed, this::restartServer);
  }

  /** The server lives through all of these. */
  @Order(3)
  @ParameterizedTest
  @MethodSource("outagesAtPoints")
  void shouldBeExactWhenAParticipantIsKilledAtAPoint(Victim victim, KillPoint point)
      throws Exception {
    Load.Fed fed = feedAndKillAt(point, killOf(victim));

    assertExact(victim.title(), point.name(), fed, restartOf(victim));
  }

  @Order(4)
  @ParameterizedTest
  @MethodSource("outages")
  void shouldBeExactWhenAParticipantIsKilledAtARandomMoment(Victim victim, int millis)
      throws Exception {
    int before = server.calls().size();
    Load.Fed fed = load.feed(NUMBERS);
    awaitCallsSince(before);
    after(millis, killOf(victim));

    assertExact(victim.title(), "at random", fed, restartOf(victim));
  }

  /** What recovers late, or is delivered again late, would show here. */
  @Order(5)
  @Test
  void shouldStillBeExactInTheEnd() throws Exception {
    Load.Fed fed = load.feed(NUMBERS);
    fed.await();
    certain.addAll(fed.certain());
    uncertain.addAll(fed.uncertain());

    assertThat(awaitQuiet(fed)).as("quiet").isTrue();
    assertThat(count(certain, uncertain)).matches(Count::isExact, "exact");
  }

  Stream<KillPoint> points() {
    return points.stream();
  }

  IntStream randomKills() {
    return random.ints(RANDOM_KILLS, 0, LONGEST_MILLIS);
  }

  Stream<Arguments> outagesAtPoints() {
    return victims()
        .flatMap(victim -> outagePoints(broker).stream().map(point -> Arguments.of(victim, point)));
  }

  Stream<Arguments> outages() {
    return victims()
        .flatMap(
            victim ->
                random
                    .ints(RANDOM_OUTAGES, 0, LONGEST_MILLIS)
                    .mapToObj(millis -> Arguments.of(victim, millis)));
  }

  private Stream<Victim> victims() {
    List<Victim> victims = new ArrayList<>();
    if (load.isInbound() || participants.contains(Participant.BROKER)) {
      victims.add(Victim.BROKER);
    }
    if (!Collections.disjoint(participants, DATABASES)) {
      victims.add(Victim.DATABASE);
    }
    return victims.stream();
  }

  private Runnable killOf(Victim victim) {
    return victim == Victim.BROKER ? broker::kill : this::killDatabase;
  }

  private Runnable restartOf(Victim victim) {
    return victim == Victim.BROKER ? broker::restart : this::restartDatabase;
  }

  private Load.Fed feedAndKillAt(KillPoint point, Runnable kill) throws IOException {
    server.arm(point);
    Load.Fed fed = load.feed(NUMBERS);
    try (Closeable held = server.awaitHeld()) {
      kill.run();
    }
    return fed;
  }

  // Derby keeps a branch that was ended but not prepared, with its locks, when its client dies, and
  // its time-out would end prepared ones too.
  private void restartServer() {
    database.restart();
    server.restart();
  }

  private void killDatabase() {
    server.expectDatabase(false);
    database.kill();
  }

  // The server commits again, after a while, what the database was not there for in the second
  // phase. A rollback that failed it takes for done, until it starts again.
  private void restartDatabase() {
    database.restart();
    server.expectDatabase(true);
    try {
      Awaitility.await()
          .atMost(CLEAN_UP)
          .pollInterval(Duration.ofMillis(200))
          .until(() -> database.inDoubt() == 0);
    } catch (ConditionTimeoutException e) {
      server.restart();
    }
  }

  private void assertExact(String victim, String where, Load.Fed fed, Runnable restart)
      throws Exception {
    long killed = System.nanoTime();
    restart.run();
    long started = System.nanoTime();
    fed.await();
    certain.addAll(fed.certain());
    uncertain.addAll(fed.uncertain());
    boolean quiet = awaitQuiet(fed);
    long recovered = System.nanoTime();

    Count count = count(fed.certain(), fed.uncertain());
    report.add(
        victim,
        where,
        fed.certain().size() + fed.uncertain().size(),
        count,
        Duration.ofNanos(started - killed),
        Duration.ofNanos(recovered - started));
    assertThat(count)
        .as(
            "%s killed %s, %squiet after it; see %s",
            victim, where, quiet ? "" : "not ", server.log())
        .satisfies(
            exact -> {
              assertThat(exact.doubles()).as("doubles").isEmpty();
              assertThat(exact.losses()).as("losses").isEmpty();
              assertThat(exact.lateCalls()).as("calls after commit").isEmpty();
            });
    assertThat(quiet).as("quiet after %s", PATIENCE).isTrue();
    sound = true;
  }

  private boolean awaitQuiet(Load.Fed fed) {
    try {
      Awaitility.await()
          .atMost(PATIENCE)
          .pollInterval(Duration.ofMillis(200))
          .ignoreExceptions()
          .until(() -> isQuiet() && !hasLosses(fed));
      return true;
    } catch (ConditionTimeoutException e) {
      return false;
    }
  }

  private boolean isQuiet() throws Exception {
    return server.inDoubt() == 0 && database.inDoubt() == 0 && load.isQuiet();
  }

  private boolean hasLosses(Load.Fed fed) throws Exception {
    return !count(fed.certain(), fed.uncertain()).losses().isEmpty();
  }

  private Count count(Set<String> certain, Set<String> uncertain) throws Exception {
    List<List<String>> rows = new ArrayList<>();
    if (participants.contains(Participant.DATABASE)) {
      rows.add(database.rows(OutsideDatabase.DATABASE));
    }
    if (participants.contains(Participant.ARCHIVE)) {
      rows.add(database.rows(OutsideDatabase.ARCHIVE));
    }
    List<List<String>> records = new ArrayList<>();
    if (participants.contains(Participant.BROKER)) {
      records.add(broker.committed());
    }
    return Count.of(certain, uncertain, rows, records, server.calls());
  }

  // The first transactions after a start take long; a kill before their commit would prove little.
  private void awaitCallsSince(int before) {
    Awaitility.await()
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(5))
        .until(() -> server.calls().size() > before + BUSY_CALLS);
  }

  private static void after(int millis, Runnable kill) {
    CompletableFuture.runAsync(
            kill, CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS))
        .join();
  }
}
