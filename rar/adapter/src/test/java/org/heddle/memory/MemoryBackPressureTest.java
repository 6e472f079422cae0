package org.heddle.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.heddle.memory.BrokerFixture.pending;
import static org.heddle.memory.BrokerFixture.record;
import static org.heddle.memory.BrokerFixture.unit;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.MessageId;
import org.heddle.api.MessagingException;
import org.heddle.api.Topic;
import org.heddle.contract.ThreadedContext;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.Delivery;
import org.heddle.spi.ProducerSpec;
import org.junit.jupiter.api.Test;

class MemoryBackPressureTest {

  private static final String TOPIC = "q1/tg/flow/orders";
  private static final String OTHER = "q1/tg/flow/other";

  private final BrokerFixture broker = BrokerFixture.withRoomFor(3, 1);

  @Test
  void shouldLetASendWaitForRoom() {
    BackendConsumer consumer = broker.consumer(TOPIC, "s");
    broker.sendAll(TOPIC, "a", "b", "c");
    CompletableFuture<MessageId> waiting = broker.send(TOPIC, "d");
    Delivery a = consumer.poll();
    assertThat(waiting).isNotDone();
    consumer.acknowledge(a);
    assertThat(waiting).isCompleted();
    assertThat(broker.receiveAll(consumer)).containsExactly("b", "c", "d");
    assertThat(broker.context.due()).isEmpty();
  }

  @Test
  void shouldLetWaitingSendsInOneAfterTheOther() {
    BackendConsumer consumer = broker.consumer(TOPIC, "s");
    broker.sendAll(TOPIC, "a", "b", "c");
    CompletableFuture<MessageId> large = broker.send(OTHER, "larger");
    CompletableFuture<MessageId> small = broker.send(OTHER, "d");
    consumer.acknowledge(consumer.poll());
    assertThat(large).isNotDone();
    assertThat(small).isNotDone();
    consumer.acknowledge(consumer.poll());
    assertThat(large).isCompleted();
    assertThat(small).isNotDone();
    consumer.acknowledge(consumer.poll());
    assertThat(broker.receiveAll(broker.earliest(OTHER, "s"))).containsExactly("larger", "d");
  }

  @Test
  void shouldFailASendThatFindsNoRoomInTime() {
    broker.sendAll(TOPIC, "a", "b", "c");
    CompletableFuture<MessageId> waiting = broker.send(OTHER, "d");
    broker.context.advance(BrokerFixture.SEND_TIMEOUT.minusMillis(1));
    assertThat(waiting).isNotDone();
    broker.context.advance(Duration.ofMillis(1));
    assertThat(waiting)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .havingCause()
        .isInstanceOf(MessagingException.class)
        .withMessageContainingAll(
            OTHER,
            "'small'",
            "771 of them for topic 'tg/flow/orders'",
            "maxBytes is 771",
            "raise maxBytes");
    assertThat(broker.backend.topics().exists(OTHER)).isFalse();
  }

  @Test
  void shouldLetTheNextOneInWhenTheFirstGivesUp() {
    BackendConsumer consumer = broker.consumer(TOPIC, "s");
    broker.sendAll(TOPIC, "a", "b", "c");
    CompletableFuture<MessageId> large = broker.send(TOPIC, "larger");
    broker.context.advance(Duration.ofSeconds(1));
    CompletableFuture<MessageId> small = broker.send(TOPIC, "d");
    consumer.acknowledge(consumer.poll());
    broker.context.advance(Duration.ofSeconds(9));
    assertThat(large).isCompletedExceptionally();
    assertThat(small).isCompleted();
  }

  @Test
  void shouldFailAtOnceWhatCanNeverHaveRoom() {
    assertThatThrownBy(() -> broker.send(TOPIC, "x".repeat(771)))
        .isInstanceOf(MessagingException.class)
        .hasMessageContainingAll(TOPIC, "can never have room for 1027 bytes", "maxBytes is 771");
  }

  @Test
  void shouldMakeRoomByUnsubscribing() {
    BackendConsumer consumer = broker.consumer(TOPIC, "s");
    broker.sendAll(TOPIC, "a", "b", "c");
    consumer.negativeAcknowledge(consumer.poll(), Duration.ofHours(1));
    consumer.negativeAcknowledge(consumer.poll(), Duration.ZERO);
    consumer.poll();
    CompletableFuture<MessageId> waiting = broker.send(OTHER, "abc");
    consumer.unsubscribe();
    assertThat(waiting).isCompleted();
    broker.sendAll(OTHER, "d");
  }

  @Test
  void shouldMakeRoomByDeletingATopic() {
    broker.sendAll(TOPIC, "a", "b", "c");
    CompletableFuture<MessageId> waiting = broker.send(OTHER, "d");
    broker.backend.topics().delete(TOPIC);
    assertThat(waiting).isCompleted();
  }

  @Test
  void shouldDropBestEffortWhenThereIsNoRoom() {
    BackendConsumer consumer = broker.consumer("q0/tg/flow/news", "s");
    broker.sendAll(TOPIC, "a", "b");
    broker.sendAll("q0/tg/flow/news", "x", "y", "z");
    assertThat(broker.receiveAll(consumer)).containsExactly("x");
    broker.sendAll(TOPIC, "c");
  }

  @Test
  void shouldNotLetAUnitWaitThatFreesWhatItTakes() {
    BackendConsumer consumer = broker.consumer(TOPIC, "s");
    broker.sendAll(TOPIC, "a", "b", "c");
    CompletableFuture<MessageId> waiting = broker.send(TOPIC, "d");
    broker.backend.settle(unit(List.of(pending(OTHER, "e")), consumer.poll()));
    assertThat(waiting).isNotDone();
    assertThat(broker.receiveAll(broker.earliest(OTHER, "s"))).containsExactly("e");
    assertThat(waiting).isCompleted();
  }

  @Test
  void shouldNotCountAsFreedWhatAnotherSubscriptionNeeds() {
    BackendConsumer consumer = broker.consumer(TOPIC, "s");
    BackendConsumer other = broker.consumer(TOPIC, "t");
    broker.sendAll(TOPIC, "a", "b", "c");
    Delivery mine = consumer.poll();
    Delivery others = other.poll();
    CompletableFuture<Void> settled =
        CompletableFuture.runAsync(
            () -> broker.backend.settle(unit(List.of(pending(OTHER, "d")), mine)));
    await().until(() -> !broker.context.due().isEmpty());
    assertThat(settled).isNotDone();
    other.acknowledge(others);
    settled.join();
  }

  @Test
  void shouldFailAUnitWhoseMessageIsGivenBackWhileItWaits() {
    BackendConsumer consumer = broker.consumer(TOPIC, "s");
    broker.sendAll(TOPIC, "a", "b", "c");
    Delivery a = consumer.poll();
    Delivery b = consumer.poll();
    CompletableFuture<Void> settled =
        CompletableFuture.runAsync(
            () ->
                broker.backend.settle(unit(List.of(pending(OTHER, "d"), pending(OTHER, "e")), a)));
    await().until(() -> !broker.context.due().isEmpty());
    consumer.negativeAcknowledge(a, Duration.ZERO);
    consumer.acknowledge(b);
    consumer.acknowledge(consumer.poll());
    consumer.acknowledge(consumer.poll());
    assertThatThrownBy(settled::join)
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining("given back");
    assertThat(broker.backend.topics().exists(OTHER)).isFalse();
  }

  @Test
  void shouldWithdrawAUnitWhoseThreadIsInterrupted() throws InterruptedException {
    broker.sendAll(TOPIC, "a", "b", "c");
    AtomicReference<RuntimeException> thrown = new AtomicReference<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                broker.backend.settle(unit(List.of(pending(OTHER, "d"))));
              } catch (MessagingException e) {
                thrown.set(e);
              }
            });
    thread.start();
    await().until(() -> !broker.context.due().isEmpty());
    thread.interrupt();
    thread.join();
    assertThat(thrown.get()).hasMessageContainingAll("Interrupted", OTHER, "nothing was sent");
    assertThat(broker.context.due()).isEmpty();
    broker.backend.topics().delete(TOPIC);
    assertThat(broker.backend.topics().exists(OTHER)).isFalse();
  }

  @Test
  void shouldFailWhatWaitsWhenTheBrokerCloses() {
    broker.sendAll(TOPIC, "a", "b", "c");
    BackendProducer producer = broker.producer(TOPIC);
    CompletableFuture<MessageId> waiting = producer.send(record("d"));
    broker.backend.close();
    producer.flush();
    assertThat(waiting)
        .failsWithin(Duration.ZERO)
        .withThrowableThat()
        .withCauseInstanceOf(AlreadyClosedException.class);
    assertThat(broker.context.due()).isEmpty();
  }

  @Test
  void shouldFlushWhatWaits() {
    BackendProducer producer = broker.producer(TOPIC);
    producer.flush();
    broker.sendAll(TOPIC, "a", "b", "c");
    CompletableFuture<MessageId> waiting = producer.send(record("d"));
    CompletableFuture<Void> flushed = CompletableFuture.runAsync(producer::flush);
    assertThat(flushed).isNotDone();
    broker.backend.topics().delete(TOPIC);
    flushed.join();
    assertThat(waiting).isCompleted();
  }

  @Test
  void shouldMakeTheSenderWaitOnceTooMuchWaits() {
    try (ThreadedContext context = new ThreadedContext()) {
      Backend small = new MemorySettings("b", 800, 300, Duration.ofMinutes(1)).open(context);
      BackendProducer producer = small.openProducer(new ProducerSpec(Topic.parse(TOPIC), Map.of()));
      producer.send(record("x".repeat(300))).join();
      CompletableFuture<MessageId> buffered = producer.send(record(""));
      CompletableFuture<CompletableFuture<MessageId>> crowded =
          CompletableFuture.supplyAsync(() -> producer.send(record("x".repeat(200))));
      assertThat(buffered).isNotDone();
      assertThat(crowded).isNotDone();
      small.topics().delete(TOPIC);
      assertThat(crowded.join()).isCompleted();
      small.close();
    }
  }
}
