package org.heddle.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;
import static org.heddle.api.QualityOfService.AT_LEAST_ONCE;
import static org.heddle.api.QualityOfService.BEST_EFFORT;
import static org.heddle.api.QualityOfService.EXACTLY_ONCE;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicTest {

  @ParameterizedTest
  @CsvSource({"q0, BEST_EFFORT", "q1, AT_LEAST_ONCE", "q2, EXACTLY_ONCE"})
  void shouldReadTheQualityOfAGenericTopic(String prefix, QualityOfService quality) {
    Topic topic = Topic.parse(prefix + "/acme/sales/orders");
    assertThat(topic).isEqualTo(new Topic.Generic(quality, "acme", "sales", "orders"));
    assertThat(topic.quality()).isEqualTo(quality);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "q1/t/n/q",
        "q1/t/n/a/b/c",
        "q1/t/n//",
        "q1/t/n/a/",
        "q1/t/n/a//b",
        "q2/t/n/request:chat",
        "q0/tä/n n/💡",
        "q1/q1/q1/q1",
        "q1/./../...",
      })
  void shouldGiveBackAGenericTopicAsItWasWritten(String text) {
    assertThat(Topic.parse(text)).isInstanceOf(Topic.Generic.class).hasToString(text);
    assertThat(Topic.parse(Topic.parse(text).toString())).isEqualTo(Topic.parse(text));
  }

  @Test
  void shouldLeaveFurtherSlashesToTheQueue() {
    assertThat(Topic.parse("q1/t/n/a/b/c"))
        .isEqualTo(new Topic.Generic(AT_LEAST_ONCE, "t", "n", "a/b/c"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "q1/",
        "q1//",
        "q1///",
        "q1/t",
        "q1/t/",
        "q1/t/n",
        "q1/t/n/",
        "q1//n/q",
        "q1/t//q",
        "q0/",
        "q2/t/n",
        "q0/orders"
      })
  void shouldRefuseAGenericTopicWithoutFourParts(String text) {
    assertThatExceptionOfType(InvalidTopicException.class)
        .isThrownBy(() -> Topic.parse(text))
        .withMessageContainingAll("'" + text + "'", "qos/tenant/namespace/queue");
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"", " ", "\t\n"})
  void shouldRefuseWhatIsEmpty(String text) {
    assertThatExceptionOfType(InvalidTopicException.class)
        .isThrownBy(() -> Topic.parse(text))
        .withMessageContaining("must not be empty");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "orders",
        "persistent://public/default/orders",
        "sensors/+/temperature",
        "acme.sales.orders",
        "q1",
        "q3/t/n/q",
        "q10/t/n/q",
        "Q1/t/n/q",
        "/q1/t/n/q",
        " q1/t/n/q",
        "Größe"
      })
  void shouldUseAnyOtherNameAsItIs(String text) {
    assertThat(Topic.parse(text))
        .isEqualTo(new Topic.Native(text, AT_LEAST_ONCE))
        .hasToString(text);
  }

  @Test
  void shouldFillInTheDefaults() {
    assertThat(Topic.of("orders")).hasToString("q1/tg/flow/orders");
    assertThat(Topic.of("orders", EXACTLY_ONCE)).hasToString("q2/tg/flow/orders");
    assertThat(Topic.of("a/b")).isEqualTo(Topic.parse("q1/tg/flow/a/b"));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = "")
  void shouldRefuseAnEmptyQueue(String queue) {
    assertThatExceptionOfType(InvalidTopicException.class)
        .isThrownBy(() -> Topic.of(queue))
        .withMessageContaining("queue");
  }

  @Test
  void shouldRefuseSlashesInTenantAndNamespace() {
    assertThatExceptionOfType(InvalidTopicException.class)
        .isThrownBy(() -> new Topic.Generic(AT_LEAST_ONCE, "a/b", "n", "q"))
        .withMessageContaining("slash");
    assertThatExceptionOfType(InvalidTopicException.class)
        .isThrownBy(() -> new Topic.Generic(AT_LEAST_ONCE, "t", "/", "q"));
    assertThatNullPointerException().isThrownBy(() -> new Topic.Generic(null, "t", "n", "q"));
  }

  @Test
  void shouldRefuseABlankNativeName() {
    assertThatExceptionOfType(InvalidTopicException.class)
        .isThrownBy(() -> new Topic.Native(" ", AT_LEAST_ONCE));
    assertThatExceptionOfType(InvalidTopicException.class)
        .isThrownBy(() -> new Topic.Native(null, AT_LEAST_ONCE));
    assertThatNullPointerException().isThrownBy(() -> new Topic.Native("t", null));
  }

  @ParameterizedTest
  @EnumSource
  void shouldChangeTheQualityAlone(QualityOfService quality) {
    assertThat(Topic.parse("q1/t/n/q").withQuality(quality))
        .hasToString(quality.prefix() + "/t/n/q");
    Topic changed = Topic.parse("orders").withQuality(quality);
    assertThat(changed).hasToString("orders");
    assertThat(changed.quality()).isEqualTo(quality);
  }

  @Test
  void shouldLengthenTheLastPart() {
    assertThat(Topic.parse("q2/t/n/a/b").withSuffix(".dead-letter"))
        .hasToString("q2/t/n/a/b.dead-letter");
    Topic longer = new Topic.Native("orders", BEST_EFFORT).withSuffix(".x");
    assertThat(longer).isEqualTo(new Topic.Native("orders.x", BEST_EFFORT));
  }
}
