package org.heddle.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.InvalidTopicException;
import org.heddle.api.Message;
import org.heddle.api.MessageConsumer;
import org.heddle.api.MessageProducer;
import org.heddle.api.PubSubConnection;
import org.heddle.api.TopicAdministration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How connections, producers and consumers are used, and misused. */
abstract class HandlesContract extends ContractPart {

  HandlesContract(ContractEnvironment environment) {
    super(environment);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "q1/", "q1/tenant", "q0/t/n", "q2//n/q", "q1/t/n/"})
  void shouldRefuseWhatIsNoTopic(String text) {
    assertThatThrownBy(() -> producer(text))
        .isInstanceOf(InvalidTopicException.class)
        .hasMessageContaining("'" + text + "'");
    assertThatThrownBy(() -> consumer(text, "s")).isInstanceOf(InvalidTopicException.class);
    assertThatThrownBy(() -> connection().topics().exists(text))
        .isInstanceOf(InvalidTopicException.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " \t"})
  void shouldRefuseABlankSubscription(String subscription) {
    assertThatThrownBy(() -> consumer(topic(), subscription))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldTellWhenNothingCame() {
    try (MessageConsumer<String> consumer = consumer(topic(), "s")) {
      assertThatThrownBy(() -> consumer.receive(Duration.ZERO))
          .isInstanceOf(TimeoutException.class);
      long start = System.nanoTime();
      assertThatThrownBy(() -> consumer.receive(Duration.ofMillis(50)))
          .isInstanceOf(TimeoutException.class);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isBetween(Duration.ofMillis(49), PATIENCE);
    }
  }

  @Test
  void shouldWaitForAMessage() throws Exception {
    String topic = topic();
    try (MessageConsumer<String> consumer = consumer(topic, "s")) {
      CompletableFuture<Message<String>> received = receiveElsewhere(consumer);
      send(topic, "v");
      assertThat(received.get(PATIENCE.toSeconds(), TimeUnit.SECONDS).value()).isEqualTo("v");
    }
  }

  @Test
  void shouldEndAWaitWhenTheConsumerIsClosed() {
    MessageConsumer<String> consumer = consumer(topic(), "s");
    CompletableFuture<Message<String>> received = receiveElsewhere(consumer);
    consumer.close();
    assertClosed(received);
  }

  @Test
  void shouldEndAWaitWhenTheConnectionIsClosed() {
    try (PubSubConnection other = environment().factory().getConnection()) {
      MessageConsumer<String> consumer = other.createConsumer(topic(), "s", String.class);
      CompletableFuture<Message<String>> received = receiveElsewhere(consumer);
      other.close();
      assertClosed(received);
    }
  }

  private static void assertClosed(CompletableFuture<?> received) {
    assertThat(received)
        .failsWithin(PATIENCE)
        .withThrowableOfType(ExecutionException.class)
        .withCauseInstanceOf(AlreadyClosedException.class);
  }

  @Test
  void shouldRefuseTheMessagesOfAnotherConsumer() throws TimeoutException {
    String topic = topic();
    try (MessageConsumer<String> one = consumer(topic, "one");
        MessageConsumer<String> two = consumer(topic, "two")) {
      send(topic, "v");
      Message<String> message = receive(one);
      assertThatThrownBy(() -> two.acknowledge(message))
          .isInstanceOf(IllegalArgumentException.class);
      assertThatThrownBy(() -> two.negativeAcknowledge(message))
          .isInstanceOf(IllegalArgumentException.class);
      one.acknowledge(message);
    }
  }

  @Test
  void shouldRefuseEverythingThroughAClosedConsumer() throws TimeoutException {
    String topic = topic();
    MessageConsumer<String> consumer = consumer(topic, "s");
    send(topic, "v");
    Message<String> message = receive(consumer);
    consumer.close();
    consumer.close();
    assertAlreadyClosed(() -> consumer.receive(Duration.ZERO));
    assertAlreadyClosed(() -> consumer.acknowledge(message));
    assertAlreadyClosed(() -> consumer.negativeAcknowledge(message));
    assertAlreadyClosed(consumer::unsubscribe);
    assertThat(message.value()).isEqualTo("v");
  }

  @Test
  void shouldRefuseEverythingThroughAClosedProducer() {
    MessageProducer<String> producer = producer(topic());
    producer.close();
    producer.close();
    assertAlreadyClosed(() -> producer.send("v"));
    assertAlreadyClosed(() -> producer.sendAsync("v"));
    assertAlreadyClosed(producer::flush);
  }

  @Test
  void shouldCloseWhatCameFromAConnection() {
    String topic = topic();
    PubSubConnection other = environment().factory().getConnection();
    MessageProducer<String> producer = other.createProducer(topic, String.class);
    MessageConsumer<String> consumer = other.createConsumer(topic, "s", String.class);
    TopicAdministration topics = other.topics();
    other.close();
    other.close();
    assertAlreadyClosed(() -> producer.send("v"));
    assertAlreadyClosed(() -> consumer.receive(Duration.ZERO));
    assertAlreadyClosed(() -> topics.exists(topic));
    assertAlreadyClosed(other::topics);
    assertAlreadyClosed(() -> other.createProducer(topic, String.class));
    assertAlreadyClosed(() -> other.createConsumer(topic, "s", String.class));
  }

  @Test
  void shouldAcknowledgeOnAnotherThread() throws Exception {
    String topic = topic();
    try (MessageConsumer<String> consumer = consumer(topic, "s")) {
      send(topic, "v");
      Message<String> message = receive(consumer);
      CompletableFuture.runAsync(() -> consumer.acknowledge(message))
          .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }
    try (MessageConsumer<String> again = consumer(topic, "s")) {
      assertNothingLeft(topic, again);
    }
  }

  private static void assertAlreadyClosed(ThrowingCallable call) {
    assertThatThrownBy(call).isInstanceOf(AlreadyClosedException.class);
  }

  /** Receives on another thread, which has begun when this returns. */
  private static <T> CompletableFuture<Message<T>> receiveElsewhere(MessageConsumer<T> consumer) {
    CompletableFuture<Message<T>> received = new CompletableFuture<>();
    CountDownLatch begun = new CountDownLatch(1);
    Thread thread =
        new Thread(
            () -> {
              begun.countDown();
              try {
                received.complete(receive(consumer));
              } catch (TimeoutException | RuntimeException e) {
                received.completeExceptionally(e);
              }
            });
    thread.start();
    await().until(() -> begun.getCount() == 0 && thread.getState() != Thread.State.RUNNABLE);
    return received;
  }
}
