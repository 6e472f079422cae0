package org.heddle.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import jakarta.resource.spi.InvalidPropertyException;
import java.beans.PropertyDescriptor;
import java.util.Arrays;
import java.util.Map;
import org.heddle.api.QualityOfService;
import org.heddle.ra.inbound.ActivationSettings;
import org.junit.jupiter.api.Test;

class MessagingActivationSpecTest {

  private final MessagingActivationSpec spec = new MessagingActivationSpec();

  MessagingActivationSpecTest() {
    spec.setTopic("q2/tg/flow/orders");
    spec.setSubscription("billing");
  }

  @Test
  void shouldBeValidWithTopicAndSubscription() {
    assertThatCode(spec::validate).doesNotThrowAnyException();
  }

  @Test
  void shouldReportAllFaultsTogetherWithTheirProperties() {
    spec.setTopic("q1/only/three");
    spec.setSubscription("  ");
    spec.setConcurrency(0);
    spec.setConsumerType("shard");
    spec.setRedeliveryMultiplier(0.5);
    spec.setOptions("no-equals-sign");

    InvalidPropertyException fault =
        catchThrowableOfType(InvalidPropertyException.class, spec::validate);

    assertThat(fault)
        .hasMessageContaining("q1/only/three")
        .hasMessageContaining("'shard' is none of EXCLUSIVE, FAILOVER, SHARED");
    assertThat(
            Arrays.stream(fault.getInvalidPropertyDescriptors()).map(PropertyDescriptor::getName))
        .containsExactlyInAnyOrder(
            "topic",
            "subscription",
            "concurrency",
            "consumerType",
            "redeliveryMultiplier",
            "options");
  }

  @Test
  void shouldNameADeadLetterTopicAfterTheTopic() throws InvalidPropertyException {
    assertThat(spec.settings().deadLetterTopic()).hasToString("q2/tg/flow/orders.dead-letter");
    spec.setDeadLetterTopic("q1/tg/flow/graveyard");
    assertThat(spec.settings().deadLetterTopic()).hasToString("q1/tg/flow/graveyard");
  }

  @Test
  void shouldNotLoseDeadLettersOfABestEffortTopic() throws InvalidPropertyException {
    spec.setTopic("q0/tg/flow/orders");

    assertThat(spec.settings().deadLetterTopic()).hasToString("q1/tg/flow/orders.dead-letter");
  }

  @Test
  void shouldGiveANativeTopicTheQualityThatIsAskedFor() throws InvalidPropertyException {
    spec.setTopic("orders");
    spec.setQuality("exactly_once");

    assertThat(spec.settings().subscription().topic().quality())
        .isEqualTo(QualityOfService.EXACTLY_ONCE);
  }

  @Test
  void shouldRefuseAQualityThatContradictsTheTopic() {
    spec.setQuality("BEST_EFFORT");

    assertThat(catchThrowableOfType(InvalidPropertyException.class, spec::validate))
        .hasMessageContaining("quality")
        .hasMessageContaining("q2/tg/flow/orders");
  }

  @Test
  void shouldReadOptionsForTheBrokersConsumer() throws InvalidPropertyException {
    spec.setOptions("fetch.min.bytes=10;x=a=b");

    ActivationSettings settings = spec.settings();

    assertThat(settings.subscription().properties())
        .isEqualTo(Map.of("fetch.min.bytes", "10", "x", "a=b"));
  }
}
