package org.heddle.ra.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static javax.transaction.xa.XAResource.TMENDRSCAN;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMSTARTRSCAN;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static javax.transaction.xa.XAResource.XA_OK;
import static javax.transaction.xa.XAResource.XA_RDONLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.awaitility.Awaitility;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.MessageId;
import org.heddle.api.MessagingException;
import org.heddle.api.Topic;
import org.heddle.contract.ThreadedContext;
import org.heddle.ra.log.LoggedUnit.Decision;
import org.heddle.ra.log.PreparedLog;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.UnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PreparedTransactionsTest {

  private static final String RESOURCE = "recording:here";
  private static final Xid XID = new SimpleXid(1, 1);

  @TempDir private Path parent;

  private final RecordingBackend backend = new RecordingBackend();
  private final ThreadedContext context = new ThreadedContext();
  private final List<Outcome> outcomes = new ArrayList<>();
  private PreparedLog log;
  private PreparedTransactions transactions;
  private UnitRegistry registry;
  private Enlistment enlistment;
  private XAResource resource;

  @BeforeEach
  void start() throws IOException {
    log = PreparedLog.open(parent.resolve("log"));
    transactions = PreparedTransactions.in(log);
    registry = registry(RESOURCE);
    enlistment = new Enlistment(registry);
    resource = enlistment.xaResource();
  }

  @AfterEach
  void stop() {
    registry.close();
    log.close();
  }

  private void crash() throws IOException {
    stop();
    start();
  }

  private UnitRegistry registry(String name) {
    return new UnitRegistry(backend, context, 1_000_000, name, transactions);
  }

  @Test
  void shouldSettleAtTheSecondPhase() throws XAException {
    CompletableFuture<MessageId> sent = prepare(XID, "a");
    assertThat(backend.settled).isEmpty();
    assertThat(outcomes).isEmpty();

    resource.commit(new SimpleXid(1, 1), false);

    assertThat(payloads()).containsExactly("a");
    assertThat(outcomes).containsExactly(new Outcome.Committed());
    assertThat(sent.isCompletedExceptionally()).isFalse();
    assertThat(resource.recover(TMSTARTRSCAN)).isEmpty();
    assertCode(() -> resource.commit(XID, false), XAException.XAER_NOTA);
  }

  @Test
  void shouldDropAPreparedBranchAtRollback() throws XAException {
    CompletableFuture<MessageId> sent = prepare(XID, "a");

    resource.rollback(XID);

    assertThat(backend.settled).isEmpty();
    assertThat(outcomes).containsExactly(new Outcome.RolledBack(null));
    assertThat(sent).isCompletedExceptionally();
    assertCode(() -> resource.rollback(XID), XAException.XAER_NOTA);
  }

  @Test
  void shouldRecoverTheXidByContentWithAllScanFlags() throws Exception {
    prepare(XID, "a");
    crash();

    assertThat(ids(resource.recover(TMSTARTRSCAN))).containsExactly(id(XID));
    assertThat(resource.recover(TMNOFLAGS)).isEmpty();
    assertThat(resource.recover(TMENDRSCAN)).isEmpty();
    assertThat(ids(resource.recover(TMSTARTRSCAN | TMENDRSCAN))).containsExactly(id(XID));
    assertCode(() -> resource.recover(7), XAException.XAER_INVAL);
  }

  @Test
  void shouldRecoverForThisBrokerOnly() throws Exception {
    prepare(XID, "a");
    crash();

    XAResource elsewhere = new Enlistment(registry("recording:elsewhere")).xaResource();

    assertThat(elsewhere.recover(TMSTARTRSCAN)).isEmpty();
    assertCode(() -> elsewhere.commit(XID, false), XAException.XAER_NOTA);
  }

  @Test
  void shouldCommitOrRollBackAfterACrash() throws Exception {
    prepare(XID, "a");
    prepare(new SimpleXid(2, 1), "b");
    crash();
    resource.commit(XID, false);
    resource.rollback(new SimpleXid(2, 1));

    assertThat(payloads()).containsExactly("a");
    crash();
    assertThat(resource.recover(TMSTARTRSCAN)).isEmpty();
  }

  @Test
  void shouldTellTheBackendWhenAnEarlierAttemptMayHaveSucceeded() throws Exception {
    prepare(XID, "a");
    crash();
    resource.commit(XID, false);
    prepare(new SimpleXid(2, 1), "b");
    resource.commit(new SimpleXid(2, 1), false);

    assertThat(backend.mayHaveBeenSettled).containsExactly(true, false);
  }

  @Test
  void shouldVoteNoWhenTheBackendRefuses() {
    backend.refusal = new MessagingException("too large");
    assertThatThrownBy(() -> prepare(XID, "a"))
        .isInstanceOfSatisfying(
            XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XA_RBROLLBACK))
        .hasMessageContaining("too large");
    assertThat(outcomes).containsExactly(new Outcome.RolledBack(backend.refusal));
    assertThat(transactions.list()).isEmpty();
    assertCode(() -> resource.rollback(XID), XAException.XAER_NOTA);
  }

  @Test
  void shouldGroupBranchesAndPrepareTheLast() throws Exception {
    Xid second = new SimpleXid(1, 2);
    Enlistment other = new Enlistment(registry);
    resource.start(XID, TMNOFLAGS);
    other.xaResource().start(second, TMNOFLAGS);
    send(enlistment, "a");
    send(other, "b");
    resource.end(XID, TMSUCCESS);
    other.xaResource().end(second, TMSUCCESS);

    assertThat(other.xaResource().prepare(second)).isEqualTo(XA_RDONLY);
    assertThat(resource.prepare(XID)).isEqualTo(XA_OK);
    assertThat(ids(resource.recover(TMSTARTRSCAN))).containsExactly(id(XID));
    resource.commit(XID, false);

    assertThat(payloads()).containsExactly("a", "b");
  }

  @Test
  void shouldInsistOnTheProtocol() throws Exception {
    prepare(XID, "a");
    assertCode(() -> resource.commit(XID, true), XAException.XAER_PROTO);
    assertCode(() -> resource.start(XID, TMNOFLAGS), XAException.XAER_DUPID);
    assertCode(() -> resource.forget(XID), XAException.XAER_PROTO);
    assertCode(() -> resource.prepare(XID), XAException.XAER_NOTA);
    resource.commit(XID, false);
  }

  @Test
  void shouldKeepACommitThatTheBrokerCannotTakeNowAndFinishIt() throws Exception {
    prepare(XID, "a");
    backend.failure = new BrokerUnreachableException("away", null);

    resource.commit(XID, false);

    assertThat(outcomes).isEmpty();
    assertThat(resource.recover(TMSTARTRSCAN)).isEmpty();
    assertCode(() -> resource.rollback(XID), XAException.XAER_PROTO);
    backend.failure = null;
    Awaitility.await().until(() -> outcomes.equals(List.of(new Outcome.Committed())));
    assertThat(payloads()).containsExactly("a");
    assertThat(transactions.list()).isEmpty();
  }

  @Test
  void shouldAgreeToACommitThatIsKeptAlready() throws Exception {
    prepare(XID, "a");
    backend.failure = new BrokerUnreachableException("away", null);
    resource.commit(XID, false);

    resource.commit(XID, false);
    crash();
    resource.commit(XID, false);

    backend.failure = null;
    Awaitility.await().until(() -> transactions.list().isEmpty());
    assertThat(payloads()).containsExactly("a");
  }

  @Test
  void shouldNotEndByHandWhatIsBeingFinished() throws Exception {
    CountDownLatch finishing = new CountDownLatch(1);
    CountDownLatch go = new CountDownLatch(1);
    prepare(XID, "a");
    backend.failure = new BrokerUnreachableException("away", null);
    resource.commit(XID, false);
    backend.whileSettling =
        () -> {
          finishing.countDown();
          awaitQuietly(go);
        };
    backend.failure = null;
    awaitQuietly(finishing);

    FutureTask<Void> byHand =
        new FutureTask<>(
            () -> {
              decide(XID, Decision.ROLLED_BACK);
              return null;
            });
    Thread administrator = new Thread(byHand);
    administrator.start();
    Awaitility.await().until(() -> administrator.getState() == Thread.State.BLOCKED);
    go.countDown();

    assertThatThrownBy(byHand::get).hasCauseInstanceOf(MessagingException.class);
    assertThat(outcomes).containsExactly(new Outcome.Committed());
    backend.whileSettling = () -> {};
    assertSlotsAreDistinct();
  }

  @Test
  void shouldForgetOnceOnly() throws Exception {
    prepare(XID, "a");
    decide(XID, Decision.ROLLED_BACK);
    PreparedBranch branch = transactions.of(RESOURCE).find(XID).orElseThrow();

    branch.forget();
    branch.forget();

    assertSlotsAreDistinct();
  }

  private void assertSlotsAreDistinct() throws XAException {
    backend.slots.clear();
    for (int i = 10; i < 14; i++) {
      prepare(new SimpleXid(i, 1), "b");
    }
    for (int i = 10; i < 14; i++) {
      resource.commit(new SimpleXid(i, 1), false);
    }
    assertThat(backend.slots).hasSize(4).doesNotHaveDuplicates();
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void shouldFinishAKeptCommitAfterACrash() throws Exception {
    prepare(XID, "a");
    backend.failure = new BrokerUnreachableException("away", null);
    resource.commit(XID, false);
    stop();
    backend.failure = null;

    start();

    Awaitility.await().until(() -> transactions.list().isEmpty());
    assertThat(payloads()).containsExactly("a");
    crash();
    assertThat(transactions.list()).isEmpty();
  }

  @Test
  void shouldTellTheTransactionManagerWhatWasDecidedByHandUntilItForgets() throws Exception {
    prepare(XID, "a");
    prepare(new SimpleXid(2, 1), "b");
    crash();
    decide(XID, Decision.COMMITTED);
    decide(new SimpleXid(2, 1), Decision.ROLLED_BACK);
    assertThat(payloads()).containsExactly("a");
    crash();

    assertThat(resource.recover(TMSTARTRSCAN)).hasSize(2);
    assertCode(() -> resource.rollback(XID), XAException.XA_HEURCOM);
    assertCode(() -> resource.commit(new SimpleXid(2, 1), false), XAException.XA_HEURRB);
    resource.forget(XID);
    resource.forget(new SimpleXid(2, 1));

    assertThat(resource.recover(TMSTARTRSCAN)).isEmpty();
    assertThat(payloads()).containsExactly("a");
  }

  @Test
  void shouldRefuseToEndByHandWhatIsNotThere() {
    assertThatThrownBy(() -> transactions.decide("nothing", Decision.COMMITTED))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining("nothing");
  }

  @Test
  void shouldNeverLendASlotTwiceBeforeItsUnitIsForgotten() throws Exception {
    for (int i = 1; i <= 20; i++) {
      Xid xid = new SimpleXid(i, 1);
      prepare(xid, "a");
      resource.commit(xid, false);
    }
    // The one before the last is certainly forgotten, the last one is not.
    assertThat(backend.slots.stream().distinct().count()).isLessThanOrEqualTo(3);
    for (int i = 1; i < 20; i++) {
      assertThat(backend.slots.get(i)).isNotEqualTo(backend.slots.get(i - 1));
    }
  }

  private void decide(Xid xid, Decision decision) {
    String branch = id(xid);
    String name =
        transactions.list().stream()
            .filter(it -> it.branch().equals(branch))
            .findFirst()
            .orElseThrow()
            .name();
    transactions.decide(name, decision);
  }

  private CompletableFuture<MessageId> prepare(Xid xid, String payload) throws XAException {
    resource.start(xid, TMNOFLAGS);
    CompletableFuture<MessageId> sent = send(enlistment, payload);
    enlistment.current().orElseThrow().onCompletion(outcomes::add);
    resource.end(xid, TMSUCCESS);
    assertThat(resource.prepare(xid)).isEqualTo(XA_OK);
    return sent;
  }

  private static CompletableFuture<MessageId> send(Enlistment enlistment, String payload) {
    return enlistment
        .current()
        .orElseThrow()
        .send(
            new ProducerSpec(Topic.of("t"), Map.of()),
            new OutboundRecord(payload.getBytes(UTF_8), Map.of(), Optional.empty()));
  }

  private List<String> payloads() {
    List<String> payloads = new ArrayList<>();
    for (UnitOfWork unit : backend.settled) {
      unit.sends().forEach(send -> payloads.add(new String(send.record().payload(), UTF_8)));
    }
    return payloads;
  }

  private static List<String> ids(Xid[] xids) {
    return List.of(xids).stream().map(PreparedTransactionsTest::id).toList();
  }

  private static String id(Xid xid) {
    return new org.heddle.ra.log.BranchId(xid).toString();
  }

  private interface XaCall {
    void run() throws XAException;
  }

  private static void assertCode(XaCall call, int code) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(XAException.class, e -> assertThat(e.errorCode).isEqualTo(code));
  }
}
