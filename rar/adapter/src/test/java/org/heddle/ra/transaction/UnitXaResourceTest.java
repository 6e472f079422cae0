package org.heddle.ra.transaction;

import static javax.transaction.xa.XAResource.TMFAIL;
import static javax.transaction.xa.XAResource.TMJOIN;
import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMRESUME;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static javax.transaction.xa.XAResource.TMSUSPEND;
import static javax.transaction.xa.XAResource.XA_RDONLY;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.MessageId;
import org.heddle.api.Topic;
import org.heddle.api.TransactionRolledBackException;
import org.heddle.api.TransactionTooLargeException;
import org.heddle.contract.ThreadedContext;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.OutcomeUnknownException;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.UnitOfWork;
import org.junit.jupiter.api.Test;

class UnitXaResourceTest {

  private static final long LIMIT = 1_000;
  private static final Xid XID = new SimpleXid(1, 1);

  private final RecordingBackend backend = new RecordingBackend();
  private final UnitRegistry registry = registry(backend);
  private final Enlistment inbound = new Enlistment(registry);
  private final Enlistment outbound = new Enlistment(registry);
  private final List<Outcome> outcomes = new ArrayList<>();

  private static UnitRegistry registry(RecordingBackend backend) {
    return new UnitRegistry(
        backend,
        new ThreadedContext(),
        LIMIT,
        "recording:here",
        PreparedTransactions.impossible("There is no log here; set preparedLogDirectory"));
  }

  @Test
  void shouldSettleTheUnitAtOnePhaseCommit() throws XAException {
    XAResource in = inbound.xaResource();
    in.start(XID, TMNOFLAGS);
    send(inbound, "a");
    in.end(XID, TMSUCCESS);

    in.commit(new SimpleXid(1, 1), true);

    assertThat(payloads()).containsExactly("a");
    assertThat(registry.openTransactions()).isZero();
  }

  @Test
  void shouldDropTheUnitAtRollback() throws XAException {
    XAResource in = inbound.xaResource();
    in.start(XID, TMNOFLAGS);
    CompletableFuture<MessageId> sent = send(inbound, "a");
    in.end(XID, TMFAIL);
    in.rollback(XID);

    assertThat(backend.settled).isEmpty();
    assertThat(sent).isCompletedExceptionally();
    assertThatThrownBy(sent::join).hasCauseInstanceOf(TransactionRolledBackException.class);
    assertThat(registry.openTransactions()).isZero();
  }

  @Test
  void shouldShareOneUnitAmongJoinedResources() throws XAException {
    XAResource in = inbound.xaResource();
    XAResource out = outbound.xaResource();
    in.start(XID, TMNOFLAGS);
    assertThat(out.isSameRM(in)).isTrue();
    out.start(XID, TMJOIN);
    send(inbound, "a");
    send(outbound, "b");
    out.end(XID, TMSUCCESS);
    in.end(XID, TMSUCCESS);
    in.commit(XID, true);

    assertThat(backend.settled).hasSize(1);
    assertThat(payloads()).containsExactly("a", "b");
  }

  @Test
  void shouldLetTheLastBranchCarryTheWholeAndTheOthersVoteReadOnly() throws XAException {
    Xid second = new SimpleXid(1, 2);
    inbound.xaResource().start(XID, TMNOFLAGS);
    outbound.xaResource().start(second, TMNOFLAGS);
    send(inbound, "a");
    send(outbound, "b");
    inbound.xaResource().end(XID, TMSUCCESS);
    outbound.xaResource().end(second, TMSUCCESS);

    assertThat(outbound.xaResource().prepare(second)).isEqualTo(XA_RDONLY);
    inbound.xaResource().commit(XID, true);

    assertThat(backend.settled).hasSize(1);
    assertThat(payloads()).containsExactly("a", "b");
    assertThat(registry.openTransactions()).isZero();
  }

  /** As transaction managers do that are told to prepare in parallel. */
  @Test
  void shouldLetOneBranchCarryTheWholeWhenAllVoteAtOnce() throws Exception {
    ExecutorService threads = Executors.newFixedThreadPool(2);
    for (int i = 1; i <= 500; i++) {
      BranchGroup group = new BranchGroup(registry.newUnit());
      Xid second = new SimpleXid(1, 2);
      group.add(XID);
      group.add(second);
      List<Future<Boolean>> readOnly =
          threads.invokeAll(
              List.of(() -> group.removeUnlessOnly(XID), () -> group.removeUnlessOnly(second)));

      assertThat(readOnly.get(0).get()).isNotEqualTo(readOnly.get(1).get());
    }
    threads.shutdown();
  }

  @Test
  void shouldEndABranchThroughAnyResourceOfTheBackend() throws XAException {
    inbound.xaResource().start(XID, TMNOFLAGS);
    send(inbound, "a");
    inbound.xaResource().end(XID, TMSUCCESS);

    outbound.xaResource().commit(XID, true);

    assertThat(payloads()).containsExactly("a");
  }

  @Test
  void shouldRefuseToPrepareWithoutALogAndRollBackItself() throws XAException {
    XAResource in = inbound.xaResource();
    in.start(XID, TMNOFLAGS);
    send(inbound, "a");
    listen(inbound);
    in.end(XID, TMSUCCESS);

    assertThatThrownBy(() -> in.prepare(XID))
        .isInstanceOfSatisfying(
            XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XA_RBROLLBACK))
        .hasMessageContaining("set preparedLogDirectory");
    assertThat(outcomes).hasOnlyElementsOfType(Outcome.RolledBack.class).hasSize(1);
    assertThat(backend.settled).isEmpty();
    assertThat(registry.openTransactions()).isZero();
  }

  @Test
  void shouldVoteReadOnlyForAnEmptyUnit() throws XAException {
    XAResource in = inbound.xaResource();
    in.start(XID, TMNOFLAGS);
    in.end(XID, TMSUCCESS);

    assertThat(in.prepare(XID)).isEqualTo(XA_RDONLY);
    assertThat(registry.openTransactions()).isZero();
  }

  @Test
  void shouldReportAFailedSettleAsRollback() throws XAException {
    backend.failure = new BrokerUnreachableException("down");
    XAResource in = inbound.xaResource();
    in.start(XID, TMNOFLAGS);
    send(inbound, "a");
    listen(inbound);
    in.end(XID, TMSUCCESS);

    assertThatThrownBy(() -> in.commit(XID, true))
        .isInstanceOfSatisfying(
            XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XA_RBROLLBACK))
        .hasCause(backend.failure);
    assertThat(outcomes).containsExactly(new Outcome.RolledBack(backend.failure));
  }

  @Test
  void shouldReportAnUnknownOutcomeAsHeuristicHazard() throws XAException {
    backend.failure = new OutcomeUnknownException("gone", null);
    XAResource in = inbound.xaResource();
    in.start(XID, TMNOFLAGS);
    send(inbound, "a");
    listen(inbound);
    in.end(XID, TMSUCCESS);

    assertThatThrownBy(() -> in.commit(XID, true))
        .isInstanceOfSatisfying(
            XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XA_HEURHAZ));
    assertThat(outcomes).containsExactly(new Outcome.Unknown(backend.failure));
    in.forget(XID);
  }

  @Test
  void shouldRollBackWhatWasEndedWithFailure() throws XAException {
    XAResource in = inbound.xaResource();
    in.start(XID, TMNOFLAGS);
    send(inbound, "a");
    in.end(XID, TMFAIL);

    assertThatThrownBy(() -> in.commit(XID, true))
        .isInstanceOfSatisfying(
            XAException.class, e -> assertThat(e.errorCode).isEqualTo(XAException.XA_RBROLLBACK));
    assertThat(backend.settled).isEmpty();
  }

  @Test
  void shouldTolerateAnEndAfterTheRollback() throws XAException {
    XAResource in = inbound.xaResource();
    XAResource out = outbound.xaResource();
    in.start(XID, TMNOFLAGS);
    out.start(XID, TMJOIN);
    in.end(XID, TMFAIL);
    in.rollback(XID);

    out.end(XID, TMSUCCESS);
    out.end(XID, TMSUCCESS);

    assertThat(outbound.current()).isEmpty();
  }

  @Test
  void shouldRollBackAllBranchesWithTheFirst() throws XAException {
    Xid second = new SimpleXid(1, 2);
    inbound.xaResource().start(XID, TMNOFLAGS);
    outbound.xaResource().start(second, TMNOFLAGS);
    send(outbound, "b");
    inbound.xaResource().end(XID, TMSUCCESS);
    outbound.xaResource().end(second, TMSUCCESS);

    inbound.xaResource().rollback(XID);
    outbound.xaResource().rollback(second);

    assertThat(backend.settled).isEmpty();
    assertThat(registry.openTransactions()).isZero();
  }

  @Test
  void shouldKeepTransactionsApart() throws XAException {
    Xid other = new SimpleXid(2, 1);
    inbound.xaResource().start(XID, TMNOFLAGS);
    outbound.xaResource().start(other, TMNOFLAGS);
    send(inbound, "a");
    send(outbound, "b");
    inbound.xaResource().end(XID, TMSUCCESS);
    outbound.xaResource().end(other, TMSUCCESS);

    inbound.xaResource().rollback(XID);
    outbound.xaResource().commit(other, true);

    assertThat(payloads()).containsExactly("b");
  }

  @Test
  void shouldGoOnAfterASuspension() throws XAException {
    XAResource in = inbound.xaResource();
    in.start(XID, TMNOFLAGS);
    send(inbound, "a");
    in.end(XID, TMSUSPEND);
    assertThat(inbound.current()).isEmpty();
    in.start(XID, TMRESUME);
    send(inbound, "b");
    in.end(XID, TMSUCCESS);
    in.commit(XID, true);

    assertThat(payloads()).containsExactly("a", "b");
  }

  @Test
  void shouldNameWhatItDoesNotKnow() throws XAException {
    XAResource in = inbound.xaResource();
    assertCode(() -> in.commit(XID, true), XAException.XAER_NOTA);
    assertCode(() -> in.rollback(XID), XAException.XAER_NOTA);
    assertCode(() -> in.prepare(XID), XAException.XAER_NOTA);
    assertCode(() -> in.start(XID, TMJOIN), XAException.XAER_NOTA);
    in.start(XID, TMNOFLAGS);
    assertCode(() -> in.start(XID, TMNOFLAGS), XAException.XAER_DUPID);
    assertCode(() -> in.commit(XID, false), XAException.XAER_PROTO);
    assertThat(in.recover(XAResource.TMSTARTRSCAN)).isEmpty();
  }

  @Test
  void shouldRefuseATransactionThatGrowsTooLarge() throws XAException {
    inbound.xaResource().start(XID, TMNOFLAGS);
    send(inbound, "x".repeat(600));

    assertThatThrownBy(() -> send(inbound, "x".repeat(600)))
        .isInstanceOf(TransactionTooLargeException.class)
        .hasMessageContaining("maxTransactionBytes")
        .hasMessageContaining("1200");
  }

  @Test
  void shouldNotBeTheSameAsAnotherBackendsResource() throws XAException {
    Enlistment elsewhere = new Enlistment(registry(new RecordingBackend()));

    assertThat(inbound.xaResource().isSameRM(elsewhere.xaResource())).isFalse();
  }

  @Test
  void shouldAbandonWhatTheContainerForgot() throws XAException {
    inbound.xaResource().start(XID, TMNOFLAGS);
    listen(inbound);

    registry.abandon(inbound.current().orElseThrow());

    assertThat(outcomes).hasOnlyElementsOfType(Outcome.RolledBack.class).hasSize(1);
    assertThat(registry.openTransactions()).isZero();
  }

  private interface XaCall {
    void run() throws XAException;
  }

  private static void assertCode(XaCall call, int code) {
    assertThatThrownBy(call::run)
        .isInstanceOfSatisfying(XAException.class, e -> assertThat(e.errorCode).isEqualTo(code));
  }

  private static CompletableFuture<MessageId> send(Enlistment enlistment, String text) {
    return enlistment
        .current()
        .orElseThrow()
        .send(
            new ProducerSpec(Topic.of("test"), Map.of()),
            new OutboundRecord(text.getBytes(StandardCharsets.UTF_8), Map.of(), Optional.empty()));
  }

  private void listen(Enlistment enlistment) {
    enlistment.current().orElseThrow().onCompletion(outcomes::add);
  }

  private List<String> payloads() {
    return backend.settled.stream()
        .map(UnitOfWork::sends)
        .flatMap(List::stream)
        .map(send -> new String(send.record().payload(), StandardCharsets.UTF_8))
        .toList();
  }
}
