package org.heddle.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.Topic;
import org.heddle.contract.ThreadedContext;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.Delivery;
import org.heddle.spi.PendingSend;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.UnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class MemoryConcurrencyTest {

  private static final String IN = "q2/tg/flow/in";
  private static final String OUT = "q2/tg/flow/out";
  private static final int PRODUCERS = 3;
  private static final int MESSAGES = 4000;

  private final ThreadedContext context = new ThreadedContext();
  private final Backend backend =
      new MemorySettings("b", 50_000, 1000, Duration.ofMinutes(1)).open(context);
  private final AtomicBoolean stopped = new AtomicBoolean();

  @AfterEach
  void close() {
    stopped.set(true);
    backend.close();
    context.close();
  }

  @Test
  void shouldMoveEveryMessageOnceThroughAFullBroker() {
    Queue<String> moved = new ConcurrentLinkedQueue<>();
    BackendConsumer out = consumer(OUT);
    List<CompletableFuture<Void>> workers =
        IntStream.range(0, 3).mapToObj(unused -> run(this::move)).toList();
    CompletableFuture<Void> collector =
        run(
            () -> {
              Delivery next = out.poll();
              if (next != null) {
                moved.add(BrokerFixture.text(next));
                out.acknowledge(next);
              }
            });
    // Bound before the first send, since a subscription starts at the latest message.
    consumer(IN).close();
    List<CompletableFuture<Void>> producers =
        IntStream.range(0, PRODUCERS).mapToObj(this::produce).toList();
    producers.forEach(CompletableFuture::join);
    await().atMost(Duration.ofMinutes(1)).until(() -> moved.size() >= PRODUCERS * MESSAGES);
    stopped.set(true);
    workers.forEach(CompletableFuture::join);
    collector.join();
    assertThat(moved).hasSize(PRODUCERS * MESSAGES).doesNotHaveDuplicates();
    assertThat(out.poll()).isNull();
    assertThat(consumer(IN).poll()).isNull();
  }

  private CompletableFuture<Void> produce(int number) {
    return CompletableFuture.runAsync(
        () -> {
          BackendProducer producer = backend.openProducer(spec(IN));
          for (int i = 0; i < MESSAGES; i++) {
            producer.send(BrokerFixture.record(number + "-" + i));
          }
          producer.flush();
        },
        task -> context.execute("produce", task));
  }

  /** Opens a consumer and moves some messages, in transactions that sometimes fail. */
  private void move() {
    try (BackendConsumer in = consumer(IN)) {
      for (int i = 0; i < 200; i++) {
        Delivery next = in.poll();
        int dice = ThreadLocalRandom.current().nextInt(20);
        if (next == null || dice == 0) {
          return;
        }
        if (dice == 1) {
          in.negativeAcknowledge(next, Duration.ofMillis(dice));
        } else if (dice == 2) {
          in.negativeAcknowledge(next, Duration.ZERO);
        } else {
          PendingSend send =
              new PendingSend(
                  spec(OUT),
                  BrokerFixture.record(BrokerFixture.text(next)),
                  new CompletableFuture<>());
          backend.settle(new UnitOfWork(List.of(send), List.of(next)));
        }
      }
    }
  }

  private CompletableFuture<Void> run(Runnable step) {
    return CompletableFuture.runAsync(
        () -> {
          while (!stopped.get()) {
            step.run();
          }
        },
        task -> context.execute("step", task));
  }

  private BackendConsumer consumer(String topic) {
    return backend.openConsumer(
        BrokerFixture.spec(topic, "s", InitialPosition.EARLIEST, ConsumerType.SHARED), new Probe());
  }

  private static ProducerSpec spec(String topic) {
    return new ProducerSpec(Topic.parse(topic), Map.of());
  }
}
