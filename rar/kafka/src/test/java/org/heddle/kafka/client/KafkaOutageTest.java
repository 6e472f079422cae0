package org.heddle.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.heddle.contract.Patience.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import org.heddle.api.MessagingException;
import org.heddle.api.QualityOfService;
import org.heddle.api.Topic;
import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.contract.CapturedLog;
import org.heddle.contract.Inbox;
import org.heddle.spi.Delivery;
import org.heddle.spi.OutcomeUnknownException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The broker is killed and comes back. */
@ExtendWith(SharedBroker.class)
class KafkaOutageTest {

  private static final Duration PATIENCE = Duration.ofSeconds(120);

  private final Topic in = Topic.of("in-" + UUID.randomUUID());
  private final Topic out = Topic.of("out-" + UUID.randomUUID(), QualityOfService.EXACTLY_ONCE);
  private final String subscription = "s-" + UUID.randomUUID();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final AtomicBoolean stopped = new AtomicBoolean();
  private final AtomicBoolean drained = new AtomicBoolean();
  private KafkaBroker broker;
  private TestClient client;

  @BeforeEach
  void open(KafkaBroker shared) {
    broker = shared;
    client =
        TestClient.of(shared.bootstrapServers(), bean -> bean.setOperationTimeoutMillis(10_000L));
  }

  @AfterEach
  void close() {
    stopped.set(true);
    drained.set(true);
    threads.shutdownNow();
    client.close();
  }

  @Test
  void shouldLoseNothingThatWasSentOrNotAcknowledged() throws Exception {
    try (CapturedLog log = new CapturedLog(BrokerOutage.class.getName(), subscription)) {
      Set<String> sent = ConcurrentHashMap.newKeySet();
      Set<String> received = ConcurrentHashMap.newKeySet();
      Inbox inbox = client.open(in, subscription);
      Future<?> producing = threads.submit(() -> produce(sent));
      Future<?> consuming = threads.submit(() -> consume(inbox, received));
      await().until(() -> received.size() > 50);

      broker.kill();
      broker.restart();

      int before = received.size();
      await().atMost(PATIENCE).until(() -> received.size() > before + 50);
      stopped.set(true);
      producing.get(30, TimeUnit.SECONDS);
      await().atMost(PATIENCE).until(() -> received.containsAll(sent));
      drained.set(true);
      consuming.get(30, TimeUnit.SECONDS);
      assertThat(inbox.failure()).isNull();
      await()
          .untilAsserted(
              () ->
                  assertThat(log.records())
                      .extracting(LogRecord::getLevel)
                      .containsExactly(Level.WARNING, Level.INFO));
    }
  }

  @Test
  void shouldSettleEveryUnitOnceAcrossTheOutage() throws Exception {
    Topic from = in.withQuality(QualityOfService.EXACTLY_ONCE);
    int total = 1000;
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < total; i++) {
      texts.add("" + i);
    }
    client.sendKeyed(from, texts);
    Inbox inbox = client.open(from, subscription);
    AtomicInteger settled = new AtomicInteger();
    List<MessagingException> failures = new CopyOnWriteArrayList<>();
    List<Future<?>> workers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      workers.add(threads.submit(() -> process(inbox, settled, failures)));
    }
    await().until(() -> settled.get() > 200);

    broker.kill();
    broker.restart();

    await().atMost(PATIENCE).until(() -> settled.get() >= total);
    stopped.set(true);
    for (Future<?> worker : workers) {
      worker.get(30, TimeUnit.SECONDS);
    }
    assertThat(Native.readCommitted(broker.bootstrapServers(), TopicNames.of(out)))
        .containsExactlyInAnyOrderElementsOf(texts);
    assertThat(failures).noneMatch(OutcomeUnknownException.class::isInstance);
    assertThat(inbox.failure()).isNull();
  }

  private void produce(Set<String> sent) {
    for (int i = 0; !stopped.get(); i++) {
      String text = "m" + i;
      while (!sent.contains(text) && !Thread.currentThread().isInterrupted()) {
        try {
          client.send(in, text);
          sent.add(text);
        } catch (Exception e) {
          assertThat(e).isInstanceOf(MessagingException.class);
        }
      }
    }
  }

  private void consume(Inbox inbox, Set<String> received) {
    while (!drained.get()) {
      Delivery delivery = inbox.next(Duration.ofMillis(100));
      if (delivery != null) {
        received.add(Inbox.text(delivery));
        inbox.acknowledge(delivery);
      }
    }
  }

  private void process(Inbox inbox, AtomicInteger settled, List<MessagingException> failures) {
    while (!stopped.get()) {
      Delivery delivery = inbox.next(Duration.ofMillis(100));
      if (delivery == null) {
        continue;
      }
      try {
        client.settle(List.of(TestClient.pending(out, Inbox.text(delivery))), List.of(delivery));
        settled.incrementAndGet();
      } catch (MessagingException e) {
        failures.add(e);
        inbox.consumer().negativeAcknowledge(delivery, Duration.ZERO);
      }
    }
  }
}
