package org.heddle.ra.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.arjuna.ats.arjuna.common.Uid;
import com.arjuna.ats.jta.xa.XidImple;
import jakarta.transaction.HeuristicMixedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.TransactionManager;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.heddle.ra.log.LoggedUnit.Decision;
import org.heddle.ra.log.PreparedLog;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.Delivery;
import org.heddle.spi.OutboundRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The adapter's transactions under Narayana, crashes and recovery included. A crash drops the
 * adapter, and the broker in memory with it; the transaction manager goes on, for which everything
 * that it knows is in its log.
 */
@ParameterizedClass
@EnumSource
class NarayanaTest {

  /** Whose transactions they are. */
  enum Kind {
    SIMULATED(SimulatedUnderNarayana::new),
    MEMORY(MemoryUnderNarayana::new);

    private final Supplier<BrokerUnderNarayana> start;

    Kind(Supplier<BrokerUnderNarayana> start) {
      this.start = start;
    }
  }

  // Longer than what is received, so that a broker that is full cannot take it.
  private static final String OUT = "out".repeat(100);

  private static Narayana narayana;
  private static XAResource[] toRecover = {};

  @TempDir private Path parent;

  private final BrokerUnderNarayana broker;
  private final OtherResource other = new OtherResource();
  private final TransactionManager manager = narayana.transactions();
  private SteppedContext context;
  private BackendConsumer consumer;
  private PreparedLog log;
  private PreparedTransactions prepared;
  private UnitRegistry registry;

  NarayanaTest(Kind kind) {
    broker = kind.start.get();
  }

  @BeforeAll
  static void startManager(@TempDir Path objects) throws Exception {
    narayana = new Narayana(objects, () -> toRecover);
  }

  @AfterAll
  static void stopManager() {
    narayana.close();
  }

  @BeforeEach
  void start() throws IOException {
    context = new SteppedContext(() -> true);
    consumer = broker.open();
    log = PreparedLog.open(parent.resolve("log"));
    prepared = PreparedTransactions.in(log);
    registry = new UnitRegistry(broker.backend(), context, 1_000_000, "broker:here", prepared);
    toRecover = new XAResource[] {new Enlistment(registry).xaResource(), other};
  }

  @AfterEach
  void stop() {
    registry.close();
    log.close();
    toRecover = new XAResource[0];
  }

  private void crash() throws IOException {
    log.close();
    broker.crash();
    start();
  }

  private void send(Enlistment enlistment, String text) {
    enlistment
        .current()
        .orElseThrow()
        .send(
            broker.producer(),
            new OutboundRecord(text.getBytes(UTF_8), Map.of(), Optional.empty()));
  }

  /** As an endpoint: receives, and sends what it has made of it. */
  private Delivery work(XAResource resource, Enlistment enlistment) throws Exception {
    broker.publish("in");
    manager.getTransaction().enlistResource(resource);
    Delivery delivery = registry.poll(consumer);
    enlistment.current().orElseThrow().acknowledge(delivery);
    enlistment
        .current()
        .orElseThrow()
        .onCompletion(
            outcome -> {
              if (!(outcome instanceof Outcome.Committed)) {
                consumer.defer(delivery, Duration.ZERO);
              }
            });
    send(enlistment, OUT);
    return delivery;
  }

  private void assertTookEffectOnce() {
    assertThat(broker.published()).containsExactly(OUT);
    assertThat(registry.poll(consumer)).isNull();
    assertNothingIsLeft();
  }

  private void assertTookNoEffect() {
    assertThat(broker.published()).isEmpty();
    assertThat(registry.poll(consumer)).isNotNull();
    assertNothingIsLeft();
  }

  private void assertNothingIsLeft() {
    assertThat(prepared.list()).isEmpty();
    assertThat(registry.openTransactions()).isZero();
  }

  @Test
  void shouldCommitAloneInOnePhase() throws Exception {
    Enlistment enlistment = new Enlistment(registry);
    manager.begin();
    work(enlistment.xaResource(), enlistment);
    manager.commit();

    assertTookEffectOnce();
  }

  @Test
  void shouldRollBack() throws Exception {
    Enlistment enlistment = new Enlistment(registry);
    manager.begin();
    work(enlistment.xaResource(), enlistment);
    manager.getTransaction().enlistResource(other);
    manager.rollback();

    assertTookNoEffect();
  }

  @Test
  void shouldCommitTogetherWithAnotherResource() throws Exception {
    Enlistment enlistment = new Enlistment(registry);
    manager.begin();
    work(enlistment.xaResource(), enlistment);
    manager.getTransaction().enlistResource(other);
    manager.commit();

    assertTookEffectOnce();
    assertThat(other.commits).isOne();
  }

  @Test
  void shouldRollBackWhenAnotherResourceRefuses() throws Exception {
    Enlistment enlistment = new Enlistment(registry);
    other.refuses = true;
    manager.begin();
    work(enlistment.xaResource(), enlistment);
    manager.getTransaction().enlistResource(other);

    assertThatThrownBy(manager::commit).isInstanceOf(RollbackException.class);
    assertTookNoEffect();
  }

  @Test
  void shouldRollBackAnotherResourceWhenTheBrokerRefuses() throws Exception {
    Enlistment enlistment = new Enlistment(registry);
    manager.begin();
    manager.getTransaction().enlistResource(other);
    Delivery delivery = work(enlistment.xaResource(), enlistment);
    // Then it belongs to nobody any more.
    consumer.defer(delivery, Duration.ZERO);

    assertThatThrownBy(manager::commit).isInstanceOf(RollbackException.class);
    assertTookNoEffect();
    assertThat(other.rollbacks).isOne();
  }

  @Test
  void shouldJoinInboundAndOutbound() throws Exception {
    Enlistment in = new Enlistment(registry);
    Enlistment out = new Enlistment(registry);
    manager.begin();
    work(in.xaResource(), in);
    manager.getTransaction().enlistResource(out.xaResource());
    send(out, "more");
    manager.getTransaction().enlistResource(other);
    manager.commit();

    assertThat(broker.published()).containsExactly(OUT, "more");
    assertNothingIsLeft();
  }

  @Test
  void shouldCommitTheWholeInOneOfTwoBranches() throws Exception {
    Enlistment in = new Enlistment(registry);
    Enlistment out = new Enlistment(registry);
    manager.begin();
    work(new UnreachableResource(in.xaResource()), in);
    manager.getTransaction().enlistResource(out.xaResource());
    send(out, "more");
    manager.getTransaction().enlistResource(other);
    manager.commit();

    assertThat(broker.published()).containsExactly(OUT, "more");
    assertNothingIsLeft();
  }

  @Test
  void shouldCommitByRecoveryWhatWasDecided() throws Exception {
    Enlistment enlistment = new Enlistment(registry);
    manager.begin();
    work(new UnreachableResource(enlistment.xaResource()), enlistment);
    manager.getTransaction().enlistResource(other);
    manager.commit();
    crash();
    assertThat(broker.published()).isEmpty();
    assertThat(registry.poll(consumer)).isNull();

    narayana.scan();

    assertTookEffectOnce();
    assertThat(other.commits).isOne();
  }

  @Test
  void shouldRollBackByRecoveryWhatWasNotDecided() throws Exception {
    broker.publish("in");
    Enlistment enlistment = new Enlistment(registry);
    Xid xid = new XidImple(new Uid());
    XAResource resource = enlistment.xaResource();
    resource.start(xid, TMNOFLAGS);
    enlistment.current().orElseThrow().acknowledge(registry.poll(consumer));
    send(enlistment, OUT);
    resource.end(xid, TMSUCCESS);
    resource.prepare(xid);
    crash();
    assertThat(registry.poll(consumer)).isNull();

    narayana.scan();
    narayana.scan();

    assertThat(broker.published()).isEmpty();
    assertThat(registry.poll(consumer) != null).isEqualTo(broker.isOutside());
    assertNothingIsLeft();
  }

  @Test
  void shouldLeaveWhatAnotherNodeHasPrepared() throws Exception {
    Enlistment enlistment = new Enlistment(registry);
    Xid xid = new SimpleXid(1, 1);
    XAResource resource = enlistment.xaResource();
    resource.start(xid, TMNOFLAGS);
    send(enlistment, OUT);
    resource.end(xid, TMSUCCESS);
    resource.prepare(xid);
    crash();

    narayana.scan();
    narayana.scan();

    assertThat(prepared.list()).hasSize(1);
  }

  @Test
  void shouldFinishACommitThatTheBrokerCouldNotTake() throws Exception {
    Enlistment enlistment = new Enlistment(registry);
    other.whenPrepared = broker::stopTaking;
    manager.begin();
    work(enlistment.xaResource(), enlistment);
    manager.getTransaction().enlistResource(other);
    manager.commit();
    assertThat(broker.published()).isEmpty();

    narayana.scan();
    narayana.scan();
    broker.takeAgain();
    context.runTimers();

    assertTookEffectOnce();
  }

  @Test
  void shouldFinishACommitThatTheBrokerCouldNotTakeAfterACrash() throws Exception {
    Enlistment enlistment = new Enlistment(registry);
    other.whenPrepared = broker::stopTaking;
    manager.begin();
    work(enlistment.xaResource(), enlistment);
    manager.getTransaction().enlistResource(other);
    manager.commit();
    broker.takeAgain();
    crash();

    narayana.scan();
    narayana.scan();
    context.runTimers();

    assertTookEffectOnce();
  }

  @Test
  void shouldForgetWhatWasCommittedByHandAndByTheManager() throws Exception {
    Enlistment enlistment = new Enlistment(registry);
    other.whenPrepared = () -> decide(Decision.COMMITTED);
    manager.begin();
    work(enlistment.xaResource(), enlistment);
    manager.getTransaction().enlistResource(other);
    manager.commit();
    narayana.scan();
    narayana.scan();

    assertTookEffectOnce();
    assertThat(other.commits).isOne();
  }

  @Test
  void shouldReportWhatWasRolledBackByHandAgainstTheManager() throws Exception {
    Enlistment enlistment = new Enlistment(registry);
    OtherResource committedFirst = new OtherResource();
    other.whenPrepared = () -> decide(Decision.ROLLED_BACK);
    manager.begin();
    manager.getTransaction().enlistResource(committedFirst);
    work(enlistment.xaResource(), enlistment);
    manager.getTransaction().enlistResource(other);

    assertThatThrownBy(manager::commit).isInstanceOf(HeuristicMixedException.class);

    assertThat(committedFirst.commits).isOne();
    narayana.scan();
    assertThat(prepared.list()).hasSize(1);
    prepared.forget(prepared.list().get(0).name());
    assertTookNoEffect();
  }

  private void decide(Decision decision) {
    prepared.decide(prepared.list().get(0).name(), decision);
  }
}
