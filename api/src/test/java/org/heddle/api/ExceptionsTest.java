package org.heddle.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ExceptionsTest {

  private static final Exception CAUSE = new Exception("cause");

  @ParameterizedTest
  @MethodSource("family")
  void shouldBeOfOneUncheckedFamily(
      Function<String, RuntimeException> plain,
      BiFunction<String, Throwable, RuntimeException> withCause) {
    assertThat(plain.apply("words")).isInstanceOf(MessagingException.class).hasMessage("words");
    assertThat(plain.apply("words")).hasNoCause();
    assertThat(withCause.apply("words", CAUSE)).hasMessage("words").hasCause(CAUSE);
  }

  static Stream<Arguments> family() {
    return Stream.of(
        both(MessagingException::new, MessagingException::new),
        both(AccessDeniedException::new, AccessDeniedException::new),
        both(AlreadyClosedException::new, AlreadyClosedException::new),
        both(BrokerUnreachableException::new, BrokerUnreachableException::new),
        both(SchemaException::new, SchemaException::new),
        both(SubscriptionInUseException::new, SubscriptionInUseException::new),
        both(TransactionRolledBackException::new, TransactionRolledBackException::new),
        both(UnknownTopicException::new, UnknownTopicException::new),
        both(UnsupportedByBrokerException::new, UnsupportedByBrokerException::new));
  }

  private static Arguments both(
      Function<String, RuntimeException> plain,
      BiFunction<String, Throwable, RuntimeException> withCause) {
    return Arguments.of(plain, withCause);
  }

  @Test
  void shouldSayHowLargeTheMessageWasAndWhatToDo() {
    MessageTooLargeException e =
        new MessageTooLargeException("q1/t/n/q", 2_000, 1_000, "raise max.bytes", CAUSE);
    assertThat(e)
        .isInstanceOf(MessagingException.class)
        .hasMessageContainingAll("2000 bytes", "'q1/t/n/q'", "limit of 1000", "raise max.bytes")
        .hasCause(CAUSE);
    assertThat(e.size()).isEqualTo(2_000);
    assertThat(e.limit()).isEqualTo(1_000);
  }

  @Test
  void shouldSayHowLargeTheTransactionIsAndWhatToDo() {
    assertThat(new TransactionTooLargeException("orders", 11, 10))
        .isInstanceOf(MessagingException.class)
        .hasMessageContainingAll("'orders'", "11 bytes", "10 bytes", "maxTransactionBytes");
  }

  @Test
  void shouldSayWhatIsWrongWithATopic() {
    assertThat(new InvalidTopicException("q1/", "expected more"))
        .isInstanceOf(MessagingException.class)
        .hasMessage("Invalid topic 'q1/': expected more");
  }

  @Test
  void shouldSayHowLongToWait() {
    assertThat(new RetryLaterException(Duration.ofSeconds(2)).delay())
        .isEqualTo(Duration.ofSeconds(2));
    assertThat(new RetryLaterException(Duration.ZERO, CAUSE)).hasCause(CAUSE);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RetryLaterException(Duration.ofMillis(-1)))
        .withMessageContaining("PT-0.001S");
  }

  @Test
  void shouldNotMistakeWhatABeanThrowsForWhatMessagingThrows() {
    assertThat(new RetryLaterException(Duration.ZERO)).isNotInstanceOf(MessagingException.class);
    assertThat(new RejectedMessageException("why"))
        .isNotInstanceOf(MessagingException.class)
        .hasMessage("why")
        .hasNoCause();
    assertThat(new RejectedMessageException("why", CAUSE)).hasMessage("why").hasCause(CAUSE);
  }

  @Test
  void shouldNameEachQualityAsTheProtocolDoes() {
    assertThat(Arrays.stream(QualityOfService.values()).map(QualityOfService::prefix))
        .containsExactly("q0", "q1", "q2");
  }

  @Test
  void shouldNameEachDeadLetterPropertyDifferently() {
    assertThat(
            Map.of(
                DeadLetter.REASON, 1,
                DeadLetter.EXCEPTION, 2,
                DeadLetter.TOPIC, 3,
                DeadLetter.SUBSCRIPTION, 4,
                DeadLetter.MESSAGE_ID, 5,
                DeadLetter.DELIVERY_COUNT, 6,
                DeadLetter.TIME, 7))
        .allSatisfy((name, unused) -> assertThat(name).startsWith("heddle-dead-letter-"));
  }
}
