package org.heddle.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.heddle.api.Message;
import org.heddle.api.MessageConsumer;
import org.heddle.api.MessageId;
import org.heddle.api.MessageProducer;
import org.heddle.api.MessageTooLargeException;
import org.heddle.api.OutgoingMessage;
import org.heddle.api.QualityOfService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What travels beside a value, and how messages are sent. */
abstract class MessagesContract extends ContractPart {

  private static final Duration CLOCKS_DIFFER = Duration.ofMinutes(1);

  MessagesContract(ContractEnvironment environment) {
    super(environment);
  }

  @ParameterizedTest
  @EnumSource
  void shouldCarryMessagesOfEveryQuality(QualityOfService quality) throws TimeoutException {
    String topic = topic(quality);
    try (MessageConsumer<String> consumer = consumer(topic, "s")) {
      send(topic, "a", "b");
      assertThat(receive(consumer, 2)).containsExactly("a", "b");
    }
  }

  @Test
  void shouldCarryPropertiesWhateverTheyHold() throws TimeoutException {
    Map<String, String> properties =
        Map.of("id", "42", "empty", "", "größe", "💡 العربية", "with space", "a=b;c\n", "ID", "43");
    assertThat(exchange(OutgoingMessage.of("v").withProperties(properties)).properties())
        .isEqualTo(properties);
  }

  @Test
  void shouldGiveNoPropertiesWhereThereAreNone() throws TimeoutException {
    Message<String> message = exchange(OutgoingMessage.of("v"));
    assertThat(message.properties()).isEmpty();
    assertThatThrownBy(() -> message.properties().put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void shouldCarryTheKey() throws TimeoutException {
    assertThat(exchange(OutgoingMessage.of("v").withKey("schlüssel")).key()).contains("schlüssel");
    assertThat(exchange(OutgoingMessage.of("v")).key()).isEmpty();
  }

  @Test
  void shouldSayWhereAndWhenAMessageWasSent() throws TimeoutException {
    String topic = topic();
    try (MessageConsumer<String> consumer = consumer(topic, "s")) {
      send(topic, "v");
      Message<String> message = receive(consumer);
      assertThat(message.topic()).isEqualTo(topic);
      assertThat(message.deliveryCount()).isEqualTo(1);
      assertThat(message.publishTime())
          .isBetween(Instant.now().minus(CLOCKS_DIFFER), Instant.now().plus(CLOCKS_DIFFER));
      consumer.acknowledge(message);
    }
  }

  @Test
  void shouldKeepTheOrderOfOneKey() throws TimeoutException {
    String topic = topic();
    List<String> values = numbers(300);
    try (MessageConsumer<String> consumer = consumer(topic, "s");
        MessageProducer<String> producer = producer(topic)) {
      values.forEach(value -> producer.sendAsync(OutgoingMessage.of(value).withKey("k")));
      assertThat(receive(consumer, values.size())).isEqualTo(values);
    }
  }

  @Test
  void shouldGiveEverySendTheIdThatIsReceived() throws Exception {
    String topic = topic();
    List<MessageId> sent = new ArrayList<>();
    List<MessageId> received = new ArrayList<>();
    try (MessageConsumer<String> consumer = consumer(topic, "s");
        MessageProducer<String> producer = producer(topic)) {
      for (String value : numbers(20)) {
        sent.add(idOf(producer.sendAsync(value).toCompletableFuture()));
        Message<String> message = receive(consumer);
        received.add(message.id());
        consumer.acknowledge(message);
      }
    }
    assertThat(received).isEqualTo(sent).doesNotHaveDuplicates();
    assertThat(sent).extracting(MessageId::toString).doesNotHaveDuplicates();
  }

  @Test
  void shouldHaveAnsweredEverySendAfterFlush() throws TimeoutException {
    String topic = topic();
    try (MessageConsumer<String> consumer = consumer(topic, "s");
        MessageProducer<String> producer = producer(topic)) {
      List<CompletableFuture<MessageId>> answers =
          numbers(500).stream()
              .map(value -> producer.sendAsync(value).toCompletableFuture())
              .toList();
      producer.flush();
      assertThat(answers).allSatisfy(answer -> assertThat(answer).isCompleted());
      assertThat(receive(consumer, 500)).isEqualTo(numbers(500));
    }
  }

  @Test
  void shouldHaveSentEverythingWhenAProducerIsClosed() throws TimeoutException {
    String topic = topic();
    try (MessageConsumer<String> consumer = consumer(topic, "s")) {
      try (MessageProducer<String> producer = producer(topic)) {
        numbers(100).forEach(producer::sendAsync);
      }
      assertThat(receive(consumer, 100)).hasSize(100);
    }
  }

  @Test
  void shouldCarryMessagesOfSeveralMegabytes() throws TimeoutException {
    String topic = topic();
    byte[] large = new byte[environment().maxMessageBytes() * 3 / 4];
    new Random(1).nextBytes(large);
    try (MessageConsumer<byte[]> consumer = connection().createConsumer(topic, "s", byte[].class);
        MessageProducer<byte[]> producer = connection().createProducer(topic, byte[].class)) {
      for (int i = 0; i < 3; i++) {
        large[0] = (byte) i;
        producer.send(large);
      }
      for (int i = 0; i < 3; i++) {
        large[0] = (byte) i;
        assertThat(receive(consumer, 1).get(0)).isEqualTo(large);
      }
    }
  }

  @Test
  void shouldRefuseAMessageThatIsTooLarge() throws Exception {
    String topic = topic();
    byte[] tooLarge = new byte[environment().maxMessageBytes() + 4096];
    try (MessageConsumer<byte[]> consumer = connection().createConsumer(topic, "s", byte[].class);
        MessageProducer<byte[]> producer = connection().createProducer(topic, byte[].class)) {
      assertThatThrownBy(() -> producer.send(tooLarge))
          .satisfies(e -> assertTooLarge(e, topic, tooLarge.length));
      assertThat(producer.sendAsync(tooLarge).toCompletableFuture())
          .failsWithin(PATIENCE)
          .withThrowableThat()
          .satisfies(e -> assertTooLarge(e.getCause(), topic, tooLarge.length));
      producer.send("small".getBytes(UTF_8));
      assertThat(receive(consumer, 1).get(0)).isEqualTo("small".getBytes(UTF_8));
    }
  }

  private static void assertTooLarge(Throwable thrown, String topic, int length) {
    assertThat(thrown).isInstanceOf(MessageTooLargeException.class).hasMessageContaining(topic);
    MessageTooLargeException e = (MessageTooLargeException) thrown;
    assertThat(e.size()).isGreaterThanOrEqualTo(length);
    assertThat(e.limit()).isPositive().isLessThan(e.size());
  }

  private Message<String> exchange(OutgoingMessage<String> outgoing) throws TimeoutException {
    String topic = topic();
    try (MessageConsumer<String> consumer = consumer(topic, "s");
        MessageProducer<String> producer = producer(topic)) {
      producer.send(outgoing);
      Message<String> message = receive(consumer);
      consumer.acknowledge(message);
      return message;
    }
  }

  private static MessageId idOf(CompletableFuture<MessageId> answer) throws Exception {
    return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
  }

  private static List<String> numbers(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }
}
