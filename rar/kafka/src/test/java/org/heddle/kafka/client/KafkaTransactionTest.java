package org.heddle.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.heddle.contract.Patience.await;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.heddle.api.MessageTooLargeException;
import org.heddle.api.MessagingException;
import org.heddle.api.QualityOfService;
import org.heddle.api.Topic;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.contract.Inbox;
import org.heddle.spi.Delivery;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.PendingSend;
import org.heddle.spi.ProducerSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class KafkaTransactionTest {

  private final Topic in = Topic.of("in-" + UUID.randomUUID(), QualityOfService.EXACTLY_ONCE);
  private final Topic out = Topic.of("out-" + UUID.randomUUID(), QualityOfService.EXACTLY_ONCE);
  private final String subscription = "s-" + UUID.randomUUID();
  private KafkaBroker broker;
  private TestClient client;

  @BeforeEach
  void open(KafkaBroker shared) {
    broker = shared;
    client = TestClient.of(shared.bootstrapServers());
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void shouldPublishAndAcknowledgeTogether() throws Exception {
    client.send(in, "a", "b");
    Inbox inbox = client.open(in, subscription);
    Delivery delivery = inbox.next();
    PendingSend send = TestClient.pending(out, "A");

    client.settle(List.of(send), List.of(delivery));

    assertThat(committed(0).offset()).isEqualTo(1);
    assertThat(published()).containsExactly("A");
    assertThat(send.id()).isCompletedWithValue(new KafkaMessageId(TopicNames.of(out), 0, 0));
  }

  @Test
  void shouldAcknowledgeOutOfOrderInTransactions() throws Exception {
    client.send(in, "a", "b", "c");
    Inbox inbox = client.open(in, subscription);
    List<Delivery> deliveries = inbox.next(3);

    client.settle(List.of(TestClient.pending(out, "C")), List.of(deliveries.get(2)));
    client.settle(List.of(), List.of(deliveries.get(0)));
    inbox.consumer().close();

    assertThat(client.open(in, subscription).acknowledge(1)).containsExactly("b");
  }

  @Test
  void shouldNotTakeBackWhatATransactionAcknowledgedByAPlainCommit() throws Exception {
    client.send(in, "a", "b", "c");
    Inbox inbox = client.open(in, subscription);
    List<Delivery> deliveries = inbox.next(3);

    inbox.acknowledge(deliveries.get(1));
    client.settle(List.of(), List.of(deliveries.get(0)));
    inbox.acknowledge(deliveries.get(2));

    await().untilAsserted(() -> assertThat(committed(0).offset()).isEqualTo(3));
  }

  @Test
  void shouldPublishNothingWhenOneSendIsRefused() throws Exception {
    client.send(in, "a");
    Inbox inbox = client.open(in, subscription);
    Delivery delivery = inbox.next();
    PendingSend tooLarge =
        new PendingSend(
            new ProducerSpec(out, Map.of()),
            new OutboundRecord(
                new byte[SharedBroker.MAX_MESSAGE_BYTES + 1], Map.of(), Optional.empty()),
            new CompletableFuture<>());

    assertThatThrownBy(
            () -> client.settle(List.of(TestClient.pending(out, "A"), tooLarge), List.of(delivery)))
        .isInstanceOf(MessageTooLargeException.class)
        .hasMessageContaining(out.toString());

    assertThat(published()).isEmpty();
    assertThat(committed(0).offset()).isZero();
    inbox.consumer().negativeAcknowledge(delivery, Duration.ZERO);
    client.settle(List.of(TestClient.pending(out, "again")), List.of(inbox.next()));
    assertThat(published()).containsExactly("again");
  }

  @Test
  void shouldPublishNothingForADeliveryThatIsSomebodyElsesNow() throws Exception {
    client.send(in, "a");
    Inbox inbox = client.open(in, subscription);
    Delivery delivery = inbox.next();
    inbox.consumer().close();

    assertThatThrownBy(
            () -> client.settle(List.of(TestClient.pending(out, "A")), List.of(delivery)))
        .isInstanceOf(MessagingException.class)
        .hasMessageContaining(delivery.id().toString());

    client.send(out, "end");
    assertThat(published()).containsExactly("end");
    assertThat(client.open(in, subscription).acknowledge(1)).containsExactly("a");
  }

  @Test
  void shouldPublishAndThenAcknowledgeAtLeastOnce() throws Exception {
    Topic from = in.withQuality(QualityOfService.AT_LEAST_ONCE);
    Topic to = out.withQuality(QualityOfService.AT_LEAST_ONCE);
    client.send(from, "a");
    Inbox inbox = client.open(from, subscription);
    PendingSend send = TestClient.pending(to, "A");

    client.settle(List.of(send), List.of(inbox.next()));

    assertThat(send.id()).isCompleted();
    assertThat(published()).containsExactly("A");
    await().untilAsserted(() -> assertThat(committed(0).offset()).isEqualTo(1));
  }

  @Test
  void shouldRefuseProducersThatCannotShareATransaction() {
    List<PendingSend> sends = new ArrayList<>();
    for (String compression : List.of("gzip", "lz4")) {
      sends.add(
          new PendingSend(
              new ProducerSpec(out, Map.of("compression.type", compression)),
              TestClient.record("a"),
              new CompletableFuture<>()));
    }

    assertThatThrownBy(() -> client.settle(sends, List.of()))
        .isInstanceOf(UnsupportedByBrokerException.class)
        .hasMessageContaining("compression.type");
  }

  @RepeatedTest(2)
  void shouldProcessEveryMessageOnceWithManyThreadsWhileConsumersComeAndGo() throws Exception {
    int total = 2_000;
    client.backend().topics().create(in.toString(), 3);
    client.sendKeyed(in, IntStream.range(0, total).mapToObj(i -> "" + i).toList());
    AtomicInteger settled = new AtomicInteger();
    Queue<String> refused = new ConcurrentLinkedQueue<>();
    ExecutorService threads = Executors.newCachedThreadPool();
    try {
      List<Inbox> inboxes = new ArrayList<>();
      List<Future<?>> workers = new ArrayList<>();
      for (int generation = 0; generation < 4; generation++) {
        Inbox inbox = client.open(in, subscription);
        inboxes.add(inbox);
        for (int i = 0; i < 3; i++) {
          workers.add(threads.submit(() -> process(inbox, settled, refused, total)));
        }
        int enough = total / 5 * (generation + 1);
        await().atMost(120, TimeUnit.SECONDS).until(() -> settled.get() >= enough);
        if (generation > 0) {
          inboxes.get(generation - 1).consumer().close();
        }
      }
      await()
          .atMost(120, TimeUnit.SECONDS)
          .untilAsserted(() -> assertThat(settled).as("refused: %s", refused).hasValue(total));
      for (Future<?> worker : workers) {
        worker.get(30, TimeUnit.SECONDS);
      }
    } finally {
      threads.shutdownNow();
    }

    List<String> published = published();
    assertThat(new HashSet<>(published)).hasSize(total);
    assertThat(published).hasSize(total);
  }

  private void process(Inbox inbox, AtomicInteger settled, Queue<String> refused, int total) {
    while (settled.get() < total && !((KafkaSubscription) inbox.consumer()).isClosed()) {
      Delivery delivery = inbox.next(Duration.ofMillis(100));
      if (delivery == null) {
        continue;
      }
      try {
        client.settle(List.of(TestClient.pending(out, Inbox.text(delivery))), List.of(delivery));
        settled.incrementAndGet();
      } catch (MessagingException e) {
        refused.add(Inbox.text(delivery) + ": " + e);
        inbox.consumer().negativeAcknowledge(delivery, Duration.ZERO);
      } catch (RuntimeException | Error e) {
        refused.add(Inbox.text(delivery) + ", and ended a thread: " + e);
        throw e;
      }
    }
  }

  private List<String> published() {
    return Native.readCommitted(broker.bootstrapServers(), TopicNames.of(out));
  }

  private OffsetAndMetadata committed(int partition) throws Exception {
    return Native.committed(broker.bootstrapServers(), subscription)
        .get(new TopicPartition(TopicNames.of(in), partition));
  }
}
