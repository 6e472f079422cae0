package org.heddle.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.regex.Pattern;
import org.heddle.api.InvalidTopicException;
import org.heddle.api.QualityOfService;
import org.heddle.api.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicNamesTest {

  private static final Pattern LEGAL = Pattern.compile("[a-zA-Z0-9._-]{1,249}");

  @ParameterizedTest
  @CsvSource({
    "q1/tg/flow/orders, tg.flow.orders",
    "q0/tg/flow/orders, tg.flow.orders",
    "q1/tg/flow/text-completion_request.v2, tg.flow.text-completion_request.v2",
    "q1/tg/flow/orders.dead-letter, tg.flow.orders.dead-letter",
    "q1/tg/flow/a:b, tg.flow.a--003ab",
    "q1/tg/flow/a/b, tg.flow.a--002fb",
    "q1/t.g/fl.ow/a, t--002eg.fl--002eow.a",
    "q1/tg/flow/a--b, tg.flow.a--002d-b",
    "q1/tg/flow/a-:b, tg.flow.a--002d--003ab",
    "q1/tg/flow/ä, tg.flow.--00e4",
    "orders, orders",
    "__consumer_offsets, __consumer_offsets"
  })
  void shouldName(String topic, String expected) {
    assertThat(TopicNames.of(Topic.parse(topic))).isEqualTo(expected);
  }

  @Test
  void shouldNameEveryTopicLegallyDifferentlyAndReversibly() {
    Random random = new Random(17);
    Map<String, Topic> taken = new HashMap<>();
    for (int i = 0; i < 100_000; i++) {
      Topic.Generic topic =
          new Topic.Generic(
              QualityOfService.AT_LEAST_ONCE,
              part(random, "a.:-0é"),
              part(random, "a.:-0é"),
              part(random, "a.:-/02deé\uD83E\uDD86"));

      String name = TopicNames.of(topic);

      assertThat(LEGAL.matcher(name).matches()).as(name).isTrue();
      assertThat(read(name)).isEqualTo(topic);
      Topic other = taken.putIfAbsent(name, topic);
      assertThat(other == null || other.equals(topic)).as("%s and %s", other, topic).isTrue();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"a:b", "a/b", "größe", ".", "..", "a b", "persistent://t/n/q"})
  void shouldRefuseANativeNameThatKafkaDoesNotTake(String name) {
    assertThatThrownBy(() -> TopicNames.of(Topic.parse(name)))
        .isInstanceOf(InvalidTopicException.class)
        .hasMessageContaining(name);
  }

  @Test
  void shouldRefuseANameThatIsTooLong() {
    String longest = "x".repeat(249 - "tg.flow.".length());

    assertThat(TopicNames.of(Topic.of(longest))).hasSize(249);
    assertThatThrownBy(() -> TopicNames.of(Topic.of(longest + "x")))
        .isInstanceOf(InvalidTopicException.class)
        .hasMessageContaining("250")
        .hasMessageContaining("249");
    assertThatThrownBy(() -> TopicNames.of(Topic.parse("x".repeat(250))))
        .isInstanceOf(InvalidTopicException.class);
  }

  private static String part(Random random, String alphabet) {
    StringBuilder part = new StringBuilder();
    for (int i = 1 + random.nextInt(6); i > 0; i--) {
      part.append(alphabet.charAt(random.nextInt(alphabet.length())));
    }
    return part.toString();
  }

  /** Undoes the mapping by its description alone. */
  private static Topic read(String name) {
    String[] parts = name.split("\\.", 3);
    return new Topic.Generic(
        QualityOfService.AT_LEAST_ONCE, unescape(parts[0]), unescape(parts[1]), unescape(parts[2]));
  }

  private static String unescape(String part) {
    StringBuilder text = new StringBuilder();
    int i = 0;
    while (i < part.length()) {
      if (part.startsWith("--", i)) {
        text.append((char) Integer.parseInt(part.substring(i + 2, i + 6), 16));
        i += 6;
      } else {
        text.append(part.charAt(i++));
      }
    }
    return text.toString();
  }
}
