package org.heddle.pulsar.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.stream.IntStream;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.MessagingException;
import org.heddle.api.Topic;
import org.heddle.brokers.pulsar.PulsarBroker;
import org.heddle.contract.CapturedLog;
import org.heddle.contract.Inbox;
import org.heddle.contract.Patience;
import org.heddle.spi.Delivery;
import org.heddle.spi.OutcomeUnknownException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A broker that is killed in the middle of commits, of a shared and an exclusive subscription. */
@Execution(ExecutionMode.CONCURRENT)
class PulsarOutageTest {

  private static final int MESSAGES = 400;
  private static final int THREADS = 4;

  @Test
  void shouldSettleEveryUnitOnceAcrossTwoOutages() throws Exception {
    List<String> texts = IntStream.range(0, MESSAGES).mapToObj(Integer::toString).toList();
    ExecutorService threads = Executors.newFixedThreadPool(2 * THREADS);
    try (PulsarBroker broker = PulsarBroker.start();
        TestClient client = TestClient.of(broker, bean -> bean.setOperationTimeoutMillis(10_000L));
        CapturedLog log = new CapturedLog(OutageWatch.class.getName(), broker.serviceUrl())) {
      List<Traffic> both =
          List.of(
              new Traffic(client, ConsumerType.SHARED),
              new Traffic(client, ConsumerType.EXCLUSIVE));
      both.forEach(traffic -> traffic.start(threads));
      for (int outage = 1; outage <= 2; outage++) {
        if (outage > 1) {
          broker.awaitSnapshots();
        }
        int sent = MESSAGES * outage / 2;
        for (Traffic traffic : both) {
          traffic.send(texts.subList(sent - MESSAGES / 2, sent));
        }
        Patience.await()
            .until(() -> both.stream().anyMatch(each -> each.settled() >= sent - MESSAGES / 4));
        broker.kill();
        Patience.await().until(() -> log.count(Level.WARNING) > 0);
        broker.restart();
        Patience.await().until(() -> both.stream().allMatch(each -> each.accountedFor() >= sent));
      }
      for (Traffic traffic : both) {
        traffic.awaitEnd();
        traffic.assertMovedOnce(broker, texts);
      }
      Patience.await().until(() -> log.count(Level.INFO) == log.count(Level.WARNING));
      assertThat(log.count(Level.WARNING)).isBetween(1L, 2L);
    } finally {
      threads.shutdownNow();
    }
  }

  /** Moves the messages of a subscription from one topic to another, each in a unit of its own. */
  private static final class Traffic {
    private final TestClient client;
    private final Topic from = Topic.parse("q2/public/default/from-" + UUID.randomUUID());
    private final Topic to = Topic.parse("q2/public/default/to-" + UUID.randomUUID());
    private final Inbox inbox;
    private final Set<String> settled = ConcurrentHashMap.newKeySet();
    private final Set<String> unknown = ConcurrentHashMap.newKeySet();
    private final List<Future<?>> movers = new ArrayList<>();

    Traffic(TestClient client, ConsumerType type) throws Exception {
      this.client = client;
      this.inbox = client.open(from, "s", InitialPosition.EARLIEST, type);
    }

    void start(ExecutorService threads) {
      IntStream.range(0, THREADS).forEach(i -> movers.add(threads.submit(this::move)));
    }

    void send(List<String> texts) throws Exception {
      client.send(from, texts.toArray(String[]::new));
    }

    int settled() {
      return settled.size();
    }

    int accountedFor() {
      return settled.size() + unknown.size();
    }

    /** Moves messages until nothing has come for a while and every one is accounted for. */
    private void move() {
      while (accountedFor() < MESSAGES) {
        Delivery delivery = inbox.next(Duration.ofMillis(200));
        if (delivery == null) {
          continue;
        }
        String text = Inbox.text(delivery);
        try {
          client.settle(List.of(TestClient.pending(to, text)), List.of(delivery));
          settled.add(text);
          unknown.remove(text);
        } catch (OutcomeUnknownException e) {
          unknown.add(text);
          inbox.consumer().negativeAcknowledge(delivery, Duration.ofMillis(50));
        } catch (MessagingException e) {
          inbox.consumer().negativeAcknowledge(delivery, Duration.ofMillis(50));
        }
      }
    }

    void awaitEnd() throws Exception {
      for (Future<?> mover : movers) {
        mover.get(3, TimeUnit.MINUTES);
      }
    }

    void assertMovedOnce(PulsarBroker broker, List<String> texts) throws Exception {
      try (PlainClient plain = new PlainClient(broker)) {
        assertThat(plain.readAll(TopicNames.of(to), "check", MESSAGES))
            .containsExactlyInAnyOrderElementsOf(texts);
        inbox.consumer().close();
        assertThat(plain.readAll(TopicNames.of(from), "s")).isEmpty();
      }
    }
  }
}
