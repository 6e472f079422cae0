package org.heddle.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class OptionsTest {

  @Test
  void shouldGiveConsumersTheDefaultsOfTheProtocol() {
    ConsumerOptions options = ConsumerOptions.defaults();
    assertThat(options.initialPosition()).isEqualTo(InitialPosition.LATEST);
    assertThat(options.consumerType()).isEqualTo(ConsumerType.SHARED);
    assertThat(options.redeliveryDelay()).isEqualTo(Duration.ofSeconds(1));
    assertThat(options.quality()).isEmpty();
    assertThat(options.fieldNaming()).isEqualTo(FieldNaming.IDENTITY);
    assertThat(options.properties()).isEmpty();
  }

  @Test
  void shouldSetEachConsumerOptionByItself() {
    ConsumerOptions options =
        ConsumerOptions.defaults()
            .withInitialPosition(InitialPosition.EARLIEST)
            .withConsumerType(ConsumerType.FAILOVER)
            .withRedeliveryDelay(Duration.ZERO)
            .withQuality(QualityOfService.EXACTLY_ONCE)
            .withFieldNaming(FieldNaming.SNAKE_CASE)
            .withProperty("a", "1")
            .withProperty("b", "2")
            .withProperty("a", "3");
    assertThat(options)
        .isEqualTo(
            new ConsumerOptions(
                InitialPosition.EARLIEST,
                ConsumerType.FAILOVER,
                Duration.ZERO,
                Optional.of(QualityOfService.EXACTLY_ONCE),
                FieldNaming.SNAKE_CASE,
                Map.of("a", "3", "b", "2")));
    assertThat(ConsumerOptions.defaults().properties()).isEmpty();
  }

  @Test
  void shouldRefuseANegativeRedeliveryDelay() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> ConsumerOptions.defaults().withRedeliveryDelay(Duration.ofMillis(-1)))
        .withMessageContaining("redeliveryDelay is PT-0.001S");
  }

  @Test
  void shouldRefuseOptionsThatAreNull() {
    assertThatNullPointerException()
        .isThrownBy(() -> ConsumerOptions.defaults().withConsumerType(null));
    assertThatNullPointerException()
        .isThrownBy(() -> ConsumerOptions.defaults().withInitialPosition(null));
    assertThatNullPointerException()
        .isThrownBy(() -> ProducerOptions.defaults().withFieldNaming(null));
    assertThatNullPointerException().isThrownBy(() -> ProducerOptions.defaults().withQuality(null));
  }

  @Test
  void shouldSetEachProducerOptionByItself() {
    ProducerOptions options =
        ProducerOptions.defaults()
            .withQuality(QualityOfService.BEST_EFFORT)
            .withFieldNaming(FieldNaming.SNAKE_CASE)
            .withProperty("a", "1")
            .withProperty("b", "2");
    assertThat(options)
        .isEqualTo(
            new ProducerOptions(
                Optional.of(QualityOfService.BEST_EFFORT),
                FieldNaming.SNAKE_CASE,
                Map.of("a", "1", "b", "2")));
    assertThat(ProducerOptions.defaults())
        .isEqualTo(new ProducerOptions(Optional.empty(), FieldNaming.IDENTITY, Map.of()));
  }

  @Test
  void shouldSendAMessageWithAllThatAccompaniesIt() {
    Map<String, String> properties = new HashMap<>(Map.of("id", "", "größe", "5"));
    OutgoingMessage<String> message =
        OutgoingMessage.of("value").withProperties(properties).withKey("key");
    properties.clear();
    assertThat(message)
        .isEqualTo(
            new OutgoingMessage<>("value", Map.of("id", "", "größe", "5"), Optional.of("key")));
    assertThatThrownBy(() -> message.properties().put("a", "b"))
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void shouldAllowANullValueButNoNullKey() {
    assertThat(OutgoingMessage.of(null).value()).isNull();
    assertThat(OutgoingMessage.of("value").key()).isEmpty();
    assertThatNullPointerException().isThrownBy(() -> OutgoingMessage.of("value").withKey(null));
  }
}
