package org.heddle.pulsar.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.apache.pulsar.common.naming.TopicName;
import org.heddle.api.InvalidTopicException;
import org.heddle.api.Topic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TopicNamesTest {

  @ParameterizedTest
  @CsvSource({
    "q0/tg/flow/orders,            non-persistent://tg/flow/orders",
    "q1/tg/flow/orders,            persistent://tg/flow/orders",
    "q2/tg/flow/request:chat=1._-, persistent://tg/flow/request:chat=1._-",
    "q1/tg/flow/a/b,               persistent://tg/flow/a--002fb",
    "q1/tg/flow/größe,             persistent://tg/flow/gr--00f6--00dfe",
    "q1/tø/flow/%2F,               persistent://t--00f8/flow/--00252F",
    "q1/tg/flow/a-b,               persistent://tg/flow/a-b",
    "q1/tg/flow/a--b,              persistent://tg/flow/a--002d-b",
    "q1/tg/flow/a-/b,              persistent://tg/flow/a--002d--002fb",
    "q1/tg/flow/.,                 persistent://tg/flow/--002e",
    "q1/tg/../..,                  persistent://tg/--002e./--002e.",
    "q1/tg/flow/x-partition-0,     persistent://tg/flow/x--002dpartition-0",
    "q1/tg/flow/x-partition-a,     persistent://tg/flow/x-partition-a",
    "q1/tg/flow/__change_events,   persistent://tg/flow/--005f_change_events",
    "orders,                       persistent://public/default/orders",
    "my/space/orders,              persistent://my/space/orders",
    "non-persistent://a/b/c,       non-persistent://a/b/c",
    "persistent://a/b/x-partition-3, persistent://a/b/x-partition-3"
  })
  void shouldNameTopics(String topic, String name) {
    assertThat(TopicNames.of(Topic.parse(topic))).isEqualTo(name);
    assertThat(TopicName.get(name).toString()).isEqualTo(name);
  }

  @Test
  void shouldNeverLetDifferentTopicsMeet() {
    List<String> parts =
        List.of("-", "--", "---", "/", "-/", "--/", "/-", "--002f", "-002f", "2f", "a", "._", "__");
    Set<String> names = new HashSet<>();
    int topics = 0;
    Set<String> queues = new HashSet<>();
    for (String first : parts) {
      for (String second : parts) {
        for (String third : parts) {
          queues.add(first + second + third);
        }
      }
    }
    for (String queue : queues) {
      names.add(TopicNames.of(Topic.of(queue)));
      topics++;
    }
    assertThat(names).hasSize(topics);
  }

  @Test
  void shouldNeverTakeAQueueForAPartition() {
    assertThat(TopicName.get(TopicNames.of(Topic.of("x-partition-7"))).isPartitioned()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "kafka://a/b/c", "persistent://a/b", "persistent://a/b/c/d"})
  void shouldRefuseNativeNamesThatPulsarDoesNotTake(String name) {
    assertThatThrownBy(() -> TopicNames.of(Topic.parse(name)))
        .isInstanceOf(InvalidTopicException.class)
        .hasMessageContaining("'" + name + "'");
  }
}
