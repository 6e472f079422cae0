package org.heddle.ra.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnectionFactory;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.heddle.api.Topic;
import org.heddle.ra.log.PreparedLog;
import org.heddle.ra.recovery.RecoveryOffers;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.ProducerSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Recovery by TomEE's transaction manager, which does not ask for it. A crash drops the adapter and
 * the manager; what the brokers and the other resources have stays.
 */
class GeronimoTest {

  private static final String LISTENERS = "heddle-listeners";
  private static final String OTHERS = "others";

  @TempDir private Path parent;

  private final SteppedContext context = new SteppedContext(() -> true);
  private final OtherResource first = new OtherResource();
  private final OtherResource last = new OtherResource();
  private final Map<String, RecordingBackend> brokers = new HashMap<>();
  private final Map<String, UnitRegistry> open = new HashMap<>();
  private Geronimo geronimo;
  private PreparedLog log;
  private PreparedTransactions prepared;
  private RecoveryOffers offers;

  @BeforeEach
  void start() throws Exception {
    geronimo = new Geronimo(parent.resolve("howl"));
    log = PreparedLog.open(parent.resolve("log"));
    prepared = PreparedTransactions.in(log);
    offers = RecoveryOffers.to(geronimo.manager(), prepared, context);
  }

  @AfterEach
  void stop() throws Exception {
    open.values().forEach(UnitRegistry::close);
    open.clear();
    offers.close();
    log.close();
    geronimo.close();
  }

  private void crash() throws Exception {
    first.whenCommitting = () -> {};
    last.whenPrepared = () -> {};
    stop();
    start();
  }

  @Test
  void shouldCommitWhatWasDecidedBeforeTheCrash() throws Exception {
    first.whenCommitting = GeronimoTest::crashNow;
    sendInDoubt("kafka", "a");
    crash();
    open("kafka");

    offers.offer(endpoints(LISTENERS));
    context.runTimers();

    assertThat(settled("kafka")).containsExactly("a");
    assertThat(prepared.list()).isEmpty();
  }

  @Test
  void shouldRollBackWhatWasNotDecidedBeforeTheCrash() throws Exception {
    last.whenPrepared = GeronimoTest::crashNow;
    sendInDoubt("kafka", "a");
    crash();
    assertThat(prepared.list()).hasSize(1);

    offers.offer(endpoints(LISTENERS));

    assertThat(settled("kafka")).isEmpty();
    assertThat(prepared.list()).isEmpty();
  }

  @Test
  void shouldCommitOnEveryBrokerThatListenersOfOneContainerHave() throws Exception {
    first.whenCommitting = GeronimoTest::crashNow;
    sendInDoubt("kafka", "a");
    sendInDoubt("mqtt", "b");
    crash();
    open("kafka");

    offers.offer(endpoints(LISTENERS));
    context.runTimers();
    assertThat(settled("kafka")).containsExactly("a");
    assertThat(settled("mqtt")).isEmpty();

    // Its bean is deployed later.
    open("mqtt");
    offers.offer(endpoints(LISTENERS));
    context.runTimers();
    assertThat(settled("mqtt")).containsExactly("b");
    assertThat(prepared.list()).isEmpty();
  }

  @Test
  void shouldLeaveAloneWhatBelongsToAnotherContainer() throws Exception {
    first.whenCommitting = GeronimoTest::crashNow;
    sendInDoubt("kafka", "a");
    crash();
    open("kafka");

    offers.offer(endpoints("heddle-batch-listeners"));
    context.runTimers();
    assertThat(prepared.list()).hasSize(1);

    offers.offer(endpoints(LISTENERS));
    context.runTimers();
    assertThat(settled("kafka")).containsExactly("a");
  }

  /** All of the transaction is recovered, so that the manager could forget it. */
  @Test
  void shouldCommitAfterTheNextStartWhatCannotBeKeptNow() throws Exception {
    first.whenCommitting = GeronimoTest::crashNow;
    assertThatThrownBy(() -> send("kafka", "a", LISTENERS)).isInstanceOf(Crash.class);
    crash();
    log.close();
    offers.offer(endpoints(LISTENERS));
    crash();
    open("kafka");

    offers.offer(endpoints(LISTENERS));
    context.runTimers();

    assertThat(settled("kafka")).containsExactly("a");
    assertThat(prepared.list()).isEmpty();
  }

  @Test
  void shouldLeaveAloneWhatIsUnderWay() throws Exception {
    last.whenPrepared = () -> offers.offer(endpoints(LISTENERS));

    send("kafka", "a");

    assertThat(settled("kafka")).containsExactly("a");
  }

  @Test
  void shouldRecoverAPoolOnce() {
    RecoverablePool pool = new RecoverablePool();

    offers.offer(pool);
    offers.offer(pool);
    offers.offer((ConnectionManager) new Pool());

    assertThat(pool.recoveries).isEqualTo(1);
  }

  @Test
  void shouldOfferNothingToManagersThatAsk() {
    RecoverablePool pool = new RecoverablePool();

    try (RecoveryOffers none = RecoveryOffers.to(null, prepared, context)) {
      none.offer(endpoints(LISTENERS));
      none.offer(pool);
    }

    assertThat(pool.recoveries).isZero();
  }

  private void sendInDoubt(String broker, String text) {
    assertThatThrownBy(() -> send(broker, text)).isInstanceOf(Crash.class);
  }

  private void send(String broker, String text) throws Exception {
    send(broker, text, OTHERS);
  }

  /** In one transaction with other resources, one before and one after ours in each phase. */
  private void send(String broker, String text, String others) throws Exception {
    Enlistment enlistment = new Enlistment(open(broker));
    geronimo.manager().begin();
    geronimo.enlist(others, first);
    geronimo.enlist(LISTENERS, enlistment.xaResource());
    geronimo.enlist(others, last);
    enlistment
        .current()
        .orElseThrow()
        .send(
            new ProducerSpec(Topic.of("t"), Map.of()),
            new OutboundRecord(text.getBytes(UTF_8), Map.of(), Optional.empty()));
    geronimo.manager().commit();
  }

  private UnitRegistry open(String broker) {
    RecordingBackend backend = brokers.computeIfAbsent(broker, name -> new RecordingBackend());
    return open.computeIfAbsent(
        broker, name -> new UnitRegistry(backend, context, 1_000_000, name, prepared));
  }

  private List<String> settled(String broker) {
    List<String> payloads = new ArrayList<>();
    brokers
        .get(broker)
        .settled
        .forEach(
            unit ->
                unit.sends()
                    .forEach(send -> payloads.add(new String(send.record().payload(), UTF_8))));
    return payloads;
  }

  private static void crashNow() {
    throw new Crash();
  }

  private static MessageEndpointFactory endpoints(String activationName) {
    return (MessageEndpointFactory)
        Proxy.newProxyInstance(
            GeronimoTest.class.getClassLoader(),
            new Class<?>[] {MessageEndpointFactory.class},
            (proxy, method, arguments) -> {
              assertThat(method.getName()).isEqualTo("getActivationName");
              return activationName;
            });
  }

  private static final class Crash extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** One that is in no transaction manager's log. */
  private static class Pool implements ConnectionManager {
    private static final long serialVersionUID = 1L;

    @Override
    public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo info) {
      throw new UnsupportedOperationException("There are no connections");
    }
  }

  /** Of the shape of TomEE's. */
  public static final class RecoverablePool extends Pool {
    private static final long serialVersionUID = 1L;

    private int recoveries;

    public void doRecovery() {
      recoveries++;
    }
  }
}
