package org.heddle.ra.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.Topic;
import org.heddle.ra.log.LoggedUnit.Decision;
import org.heddle.ra.log.PreparedLog;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.ProducerSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commits that the broker could not take at once, and that the adapter finishes by itself. */
class KeptCommitTest {

  private static final Xid XID = new SimpleXid(1, 1);

  @TempDir private Path parent;

  private final RecordingBackend backend = new RecordingBackend();
  private boolean hasThread = true;
  private SteppedContext context;
  private PreparedLog log;
  private PreparedTransactions transactions;
  private UnitRegistry registry;

  @BeforeEach
  void start() throws IOException {
    context = new SteppedContext(() -> hasThread);
    log = PreparedLog.open(parent.resolve("log"));
    transactions = PreparedTransactions.in(log);
    registry = newRegistry();
  }

  @AfterEach
  void stop() {
    registry.close();
    log.close();
  }

  private UnitRegistry newRegistry() {
    return new UnitRegistry(backend, context, 1_000_000, "recording:here", transactions);
  }

  private void commitWhileTheBrokerIsAway() throws XAException {
    Enlistment enlistment = new Enlistment(registry);
    XAResource resource = enlistment.xaResource();
    resource.start(XID, TMNOFLAGS);
    enlistment
        .current()
        .orElseThrow()
        .send(
            new ProducerSpec(Topic.of("t"), Map.of()),
            new OutboundRecord("a".getBytes(UTF_8), Map.of(), Optional.empty()));
    resource.end(XID, TMSUCCESS);
    resource.prepare(XID);
    backend.failure = new BrokerUnreachableException("away", null);
    resource.commit(XID, false);
  }

  private void assertFinished() {
    assertThat(backend.settled).hasSize(1);
    assertThat(transactions.list()).isEmpty();
    assertThat(context.isIdle()).isTrue();
  }

  @Test
  void shouldTryAgainWhenTheServerHasNoThread() throws XAException {
    commitWhileTheBrokerIsAway();
    backend.failure = null;
    hasThread = false;
    context.runTimers();
    assertThat(backend.settled).isEmpty();

    hasThread = true;
    context.runTimers();

    assertFinished();
  }

  @Test
  void shouldBeFinishedByAnotherConnectionWhenItsOwnIsClosed() throws XAException {
    UnitRegistry another = newRegistry();
    commitWhileTheBrokerIsAway();
    backend.failure = null;

    registry.close();
    context.runTimers();
    context.runTimers();

    assertFinished();
    another.close();
  }

  @Test
  void shouldBeFinishedByTheNextConnectionWhenThereIsNone() throws XAException {
    commitWhileTheBrokerIsAway();
    backend.failure = null;
    registry.close();
    context.runTimers();
    assertThat(backend.settled).isEmpty();

    registry = newRegistry();
    context.runTimers();

    assertFinished();
  }

  @Test
  void shouldBeTriedByOneConnectionAtATime() throws XAException {
    commitWhileTheBrokerIsAway();
    context.delays.clear();

    newRegistry().close();

    assertThat(context.delays).isEmpty();
  }

  @Test
  void shouldBeTriedMoreAndMoreSeldomAfterARestart() throws Exception {
    commitWhileTheBrokerIsAway();
    stop();
    start();

    for (int i = 0; i < 8; i++) {
      context.runTimers();
    }

    assertThat(context.delays)
        .startsWith(Duration.ZERO, Duration.ofMillis(500), Duration.ofSeconds(1))
        .endsWith(Duration.ofSeconds(32));
  }

  @Test
  void shouldBeEndedByHandThroughAnyOpenConnection() throws XAException {
    commitWhileTheBrokerIsAway();
    backend.failure = null;

    newRegistry().close();
    transactions.decide(transactions.list().get(0).name(), Decision.COMMITTED);

    assertThat(backend.settled).hasSize(1);
  }
}
