package org.heddle.ra.transaction;

import static javax.transaction.xa.XAResource.TMNOFLAGS;
import static javax.transaction.xa.XAResource.TMSUCCESS;
import static javax.transaction.xa.XAResource.XA_OK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Random;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.heddle.api.MessagingException;
import org.heddle.ra.log.PreparedLog;
import org.heddle.spi.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of messages that come again while their transaction is prepared, or after it. */
class PreparedRedeliveryTest {

  private static final Xid XID = new SimpleXid(1, 1);

  @TempDir private Path parent;

  private final SimulatedBroker broker = new SimulatedBroker(new Random(1), false);
  private final SimulatedBroker.Consumer first = broker.open();
  private final SimulatedBroker.Consumer second = broker.open();
  private PreparedLog log;
  private UnitRegistry registry;
  private Enlistment enlistment;
  private XAResource resource;

  @BeforeEach
  void start() throws IOException {
    broker.reliable = true;
    log = PreparedLog.open(parent.resolve("log"));
    registry =
        new UnitRegistry(
            broker,
            new SteppedContext(() -> true),
            1_000_000,
            "simulated:here",
            PreparedTransactions.in(log));
    enlistment = new Enlistment(registry);
    resource = enlistment.xaResource();
    broker.publish("m");
  }

  @AfterEach
  void stop() {
    registry.close();
    log.close();
  }

  private void receiveInTransaction() throws XAException {
    resource.start(XID, TMNOFLAGS);
    Delivery delivery = registry.poll(first);
    enlistment.current().orElseThrow().acknowledge(delivery);
    resource.end(XID, TMSUCCESS);
  }

  @Test
  void shouldAcknowledgeWhatComesAgainBeforeTheCommit() throws XAException {
    receiveInTransaction();
    assertThat(resource.prepare(XID)).isEqualTo(XA_OK);
    first.lose();
    assertThat(registry.poll(second)).isNull();

    resource.commit(XID, false);

    assertThat(broker.items()).allSatisfy(item -> assertThat(item.done).isTrue());
  }

  @Test
  void shouldAcknowledgeWhatComesAgainAfterTheCommit() throws XAException {
    receiveInTransaction();
    assertThat(resource.prepare(XID)).isEqualTo(XA_OK);
    first.lose();
    resource.commit(XID, false);

    assertThat(registry.poll(second)).isNull();

    assertThat(broker.items()).allSatisfy(item -> assertThat(item.done).isTrue());
  }

  @Test
  void shouldDeliverWhatComesAgainBeforeTheRollback() throws XAException {
    receiveInTransaction();
    assertThat(resource.prepare(XID)).isEqualTo(XA_OK);
    first.lose();
    assertThat(registry.poll(second)).isNull();

    resource.rollback(XID);

    assertThat(registry.poll(second)).isNotNull();
  }

  @Test
  void shouldDeliverWhatComesAgainWhileTheBackendRefuses() throws XAException {
    receiveInTransaction();
    broker.whilePreparing =
        () -> {
          first.lose();
          assertThat(registry.poll(second)).isNull();
          throw new MessagingException("refused");
        };

    assertThatThrownBy(() -> resource.prepare(XID)).isInstanceOf(XAException.class);

    assertThat(registry.poll(second)).isNotNull();
  }

  @Test
  void shouldKeepAMessageOfTwoTransactionsForTheOneThatIsPrepared() throws XAException {
    receiveInTransaction();
    first.lose();
    Xid later = new SimpleXid(2, 1);
    Enlistment other = new Enlistment(registry);
    other.xaResource().start(later, TMNOFLAGS);
    other.current().orElseThrow().acknowledge(registry.poll(second));
    other.xaResource().end(later, TMSUCCESS);
    assertThat(other.xaResource().prepare(later)).isEqualTo(XA_OK);

    assertThatThrownBy(() -> resource.prepare(XID)).isInstanceOf(XAException.class);

    second.lose();
    assertThat(registry.poll(first)).isNull();
    other.xaResource().commit(later, false);
    assertThat(broker.items()).allSatisfy(item -> assertThat(item.done).isTrue());
  }
}
