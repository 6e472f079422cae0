package org.heddle.pulsar.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.MessagingException;
import org.heddle.api.Topic;
import org.heddle.brokers.pulsar.PulsarBroker;
import org.heddle.contract.Inbox;
import org.heddle.contract.Patience;
import org.heddle.contract.TestUnit;
import org.heddle.spi.Delivery;
import org.heddle.spi.SettlementSlot;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A broker that is killed between the phases of commits, and in the middle of the second. */
@Execution(ExecutionMode.CONCURRENT)
class PreparedOutageTest {

  private static final int MESSAGES = 240;
  private static final int THREADS = 4;

  private static Topic newTopic(String name) {
    return Topic.parse("q2/public/default/" + name + "-" + UUID.randomUUID());
  }

  private static TestClient client(PulsarBroker broker) {
    return TestClient.of(broker, bean -> bean.setOperationTimeoutMillis(10_000L));
  }

  /** Settles as the adapter does: until it is done. */
  private static void settle(TestClient client, TestUnit prepared) {
    TestUnit unit = prepared;
    for (int attempt = 1; ; attempt++) {
      try {
        client.backend().settle(unit);
        return;
      } catch (MessagingException e) {
        if (attempt == 20) {
          throw e;
        }
        unit = unit.inDoubt();
      }
    }
  }

  @Test
  void shouldSettleWhatWasPreparedBeforeTheBrokerWasKilled() throws Exception {
    Topic from = newTopic("from");
    Topic to = newTopic("to");
    try (PulsarBroker broker = PulsarBroker.start();
        TestClient client = client(broker)) {
      Inbox inbox = client.open(from, "s");
      client.send(from, "a", "b");
      List<Delivery> both = inbox.next(2);
      TestUnit here = TestUnit.of(List.of(TestClient.pending(to, "a")), both.get(0));
      TestUnit elsewhere = TestUnit.of(List.of(TestClient.pending(to, "b")), both.get(1));
      client.backend().prepare(here);
      client.backend().prepare(elsewhere);
      broker.kill();
      broker.restart();
      settle(client, here);
      inbox.consumer().close();
      try (TestClient another = client(broker)) {
        settle(another, elsewhere.afterACrash());
      }
      try (PlainClient plain = new PlainClient(broker)) {
        assertThat(plain.readAll(TopicNames.of(to), "check")).containsExactly("a", "b");
        assertThat(plain.readAll(TopicNames.of(from), "s")).isEmpty();
      }
    }
  }

  @Test
  void shouldSettleEveryUnitOnceAcrossTwoOutages() throws Exception {
    List<String> texts = IntStream.range(0, MESSAGES).mapToObj(Integer::toString).toList();
    ExecutorService threads = Executors.newFixedThreadPool(2 * (THREADS + 1));
    try (PulsarBroker broker = PulsarBroker.start();
        TestClient client = client(broker)) {
      List<Mover> both =
          List.of(
              new Mover(client, threads, ConsumerType.SHARED),
              new Mover(client, threads, ConsumerType.EXCLUSIVE));
      List<Future<?>> ends = new ArrayList<>();
      both.forEach(mover -> ends.add(threads.submit(mover::moveAll)));
      for (int outage = 1; outage <= 2; outage++) {
        if (outage > 1) {
          broker.awaitSnapshots();
        }
        int sent = MESSAGES * outage / 2;
        for (Mover mover : both) {
          mover.send(texts.subList(sent - MESSAGES / 2, sent));
        }
        Patience.await()
            .until(() -> both.stream().anyMatch(each -> each.hasSettled(sent - MESSAGES / 4)));
        broker.kill();
        broker.restart();
        Patience.await().until(() -> both.stream().allMatch(each -> each.hasSettled(sent)));
      }
      for (Future<?> end : ends) {
        end.get(1, TimeUnit.MINUTES);
      }
      for (Mover mover : both) {
        mover.assertMovedOnce(broker, texts);
      }
    } finally {
      threads.shutdownNow();
    }
  }

  /**
   * Moves the messages of a subscription in prepared units, and keeps those back that come again,
   * as the adapter does.
   */
  private static final class Mover {
    private final TestClient client;
    private final ExecutorService threads;
    private final Topic from = newTopic("from");
    private final Topic to = newTopic("to");
    private final Inbox inbox;
    private final BlockingQueue<SettlementSlot> slots = new LinkedBlockingQueue<>();
    private final Map<String, TestUnit> doubtful = new ConcurrentHashMap<>();
    private final Set<String> settled = ConcurrentHashMap.newKeySet();
    private final List<Throwable> failures = new CopyOnWriteArrayList<>();

    Mover(TestClient client, ExecutorService threads, ConsumerType type) throws Exception {
      this.client = client;
      this.threads = threads;
      this.inbox = client.open(from, "s", InitialPosition.EARLIEST, type);
      String owner = UUID.randomUUID().toString();
      IntStream.range(0, THREADS).forEach(i -> slots.add(new SettlementSlot(owner, i)));
    }

    void send(List<String> texts) throws Exception {
      client.send(from, texts.toArray(String[]::new));
    }

    /** Tells whether so many units are settled, or no more will be. */
    boolean hasSettled(int units) {
      return settled.size() >= units || !failures.isEmpty();
    }

    Void moveAll() throws InterruptedException {
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
      while (settled.size() < MESSAGES && failures.isEmpty() && System.nanoTime() < end) {
        Delivery delivery = inbox.next(Duration.ofMillis(100));
        if (delivery == null) {
          continue;
        }
        TestUnit known = doubtful.get(delivery.reference());
        if (known != null) {
          known.came(delivery);
          continue;
        }
        if (settled.contains(delivery.reference())) {
          failures.add(new AssertionError("Delivered again: " + delivery.reference()));
        }
        SettlementSlot slot = slots.take();
        TestUnit unit =
            TestUnit.of(slot, List.of(TestClient.pending(to, Inbox.text(delivery))), delivery);
        doubtful.put(delivery.reference(), unit);
        threads.execute(() -> move(unit, delivery));
      }
      assertThat(failures).isEmpty();
      assertThat(settled).hasSize(MESSAGES);
      return null;
    }

    private void move(TestUnit unit, Delivery delivery) {
      try {
        client.backend().prepare(unit);
      } catch (MessagingException e) {
        doubtful.remove(delivery.reference());
        delivery.consumer().negativeAcknowledge(delivery, Duration.ofMillis(50));
        slots.add(unit.slot());
        return;
      }
      try {
        settle(client, unit);
        settled.add(delivery.reference());
        doubtful.remove(delivery.reference());
        slots.add(unit.slot());
      } catch (RuntimeException e) {
        failures.add(e);
      }
    }

    void assertMovedOnce(PulsarBroker broker, List<String> texts) throws Exception {
      assertThat(inbox.next(Duration.ofSeconds(1))).isNull();
      try (PlainClient plain = new PlainClient(broker)) {
        assertThat(plain.readAll(TopicNames.of(to), "check", MESSAGES))
            .containsExactlyInAnyOrderElementsOf(texts);
        inbox.consumer().close();
        assertThat(plain.readAll(TopicNames.of(from), "s")).isEmpty();
      }
    }
  }
}
