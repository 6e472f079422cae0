package org.heddle.mqtt.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.heddle.api.InvalidTopicException;
import org.heddle.api.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicNamesTest {

  @ParameterizedTest
  @CsvSource({
    "q1/tg/flow/orders, tg/flow/orders",
    "q0/tg/flow/request:chat, tg/flow/request:chat",
    "q2/tg/flow/a/b/c, tg/flow/a/b/c",
    "q1/tg/flow/größe, tg/flow/größe",
    "q1/t/n/a+b, t/n/a%002bb",
    "q1/t/n/#, t/n/%0023",
    "q1/t/n/50%, t/n/50%0025",
    "q1/$t/n/$q, %0024t/n/$q",
    "q1/t/n/💡, t/n/%d83d%dca1",
    "orders, orders",
    "sensors/1/$temperature, sensors/1/$temperature"
  })
  void shouldNameTopics(String topic, String name) {
    assertThat(TopicNames.of(Topic.parse(topic))).isEqualTo(name);
    assertThat(TopicNames.filter(Topic.parse(topic))).isEqualTo(name);
  }

  @Test
  void shouldEscapeControlCharacters() {
    assertThat(TopicNames.of(Topic.of("a\u0000b\nc"))).isEqualTo("tg/flow/a%0000b%000ac");
  }

  @Test
  void shouldNeverGiveTwoTopicsTheSameName() {
    List<String> pieces = List.of("a", "+", "#", "%", "%002b", "%0025", "002b", "\u0000", "$", "/");
    Set<String> names = new HashSet<>();
    int topics = 0;
    for (String first : pieces) {
      for (String second : pieces) {
        for (String third : pieces) {
          topics++;
          names.add(TopicNames.of(Topic.of("x" + first + second + third + "y")));
        }
      }
    }
    // Some of the pieces are made of others: "%" and "002b" are "%002b".
    Set<String> queues = new HashSet<>();
    pieces.forEach(a -> pieces.forEach(b -> pieces.forEach(c -> queues.add(a + b + c))));
    assertThat(names).hasSameSizeAs(queues);
    assertThat(topics).isGreaterThan(names.size());
  }

  @ParameterizedTest
  @ValueSource(strings = {"+", "#", "a/+/c", "a/#", "+/b/#", "$SYS/#"})
  void shouldSubscribeToPatternsButNotPublishToThem(String pattern) {
    assertThat(TopicNames.filter(Topic.parse(pattern))).isEqualTo(pattern);
    assertThatThrownBy(() -> TopicNames.of(Topic.parse(pattern)))
        .isInstanceOf(InvalidTopicException.class)
        .hasMessageContaining("'" + pattern + "'");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a+", "a/b#", "#/a", "a/+b/c", "a\u0000b", "a\nb", "💡", "$share/g/t"})
  void shouldRefuseNativeNamesThatMqttCannotCarry(String name) {
    assertThatThrownBy(() -> TopicNames.filter(Topic.parse(name)))
        .isInstanceOf(InvalidTopicException.class)
        .hasMessageContaining("'" + name + "'");
  }

  @Test
  void shouldRefuseNamesThatAreTooLong() {
    assertThat(TopicNames.of(Topic.parse("x".repeat(65_535)))).hasSize(65_535);
    assertThatThrownBy(() -> TopicNames.of(Topic.parse("x".repeat(65_536))))
        .isInstanceOf(InvalidTopicException.class)
        .hasMessageContaining("65536");
    assertThatThrownBy(() -> TopicNames.of(Topic.of("%".repeat(20_000))))
        .isInstanceOf(InvalidTopicException.class);
  }
}
