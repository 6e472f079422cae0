package org.heddle.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.concurrent.TimeoutException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.heddle.api.MessageConsumer;
import org.heddle.api.TopicAdministration;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.spi.Capability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Names of topics, and their administration. */
abstract class TopicsContract extends ContractPart {

  TopicsContract(ContractEnvironment environment) {
    super(environment);
  }

  @Test
  void shouldTreatAtLeastOnceAndExactlyOnceAsOneQueue() throws TimeoutException {
    String queue = "/contract/topics/" + unique("queue");
    try (MessageConsumer<String> consumer = consumer("q2" + queue, "s")) {
      send("q1" + queue, "one");
      send("q2" + queue, "two");
      assertThat(receive(consumer, 2)).containsExactly("one", "two");
    }
  }

  @Test
  void shouldKeepTopicsApart() throws TimeoutException {
    String queue = unique("queue");
    String other = "q1/contract/topics/other/" + queue;
    String topic = "q1/contract/topics/" + queue;
    try (MessageConsumer<String> consumer = consumer(topic, "s")) {
      send(other, "other");
      send("q1/contract/elsewhere/" + queue, "elsewhere");
      send("q1/elsewhere/topics/" + queue, "elsewhere");
      assertNothingLeft(topic, consumer);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"request:chat", "a/b/c", "größe 💡", "..", "%2F", "a_b.c-d", "A"})
  void shouldCarryEveryGenericName(String name) throws TimeoutException {
    String queue = name + unique("-");
    String topic = "q1/contract/tøpics/" + queue;
    try (MessageConsumer<String> consumer = consumer(topic, "s")) {
      send(topic, "v");
      assertThat(receive(consumer).topic()).isEqualTo(topic);
    }
  }

  @Test
  void shouldUseNativeNamesAsTheyAre() throws TimeoutException {
    String name = unique("native");
    try (MessageConsumer<String> consumer = consumer(name, "s")) {
      send(name, "v");
      assertThat(receive(consumer).topic()).isEqualTo(name);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"q1/contract/topics/", ""})
  void shouldCreateFindAndDeleteTopicsOrRefuseTo(String prefix) {
    String topic = prefix + unique("administered");
    TopicAdministration topics = connection().topics();
    if (!can(Capability.TOPIC_ADMINISTRATION)) {
      assertRefused(topic, () -> topics.exists(topic));
      assertRefused(topic, () -> topics.create(topic));
      assertRefused(topic, () -> topics.create(topic, 1));
      assertRefused(topic, () -> topics.delete(topic));
      return;
    }
    assertThat(topics.exists(topic)).isFalse();
    assertThat(topics.delete(topic)).isFalse();
    assertThat(topics.create(topic)).isTrue();
    assertThat(topics.create(topic)).isFalse();
    assertThat(topics.create(topic, 1)).isFalse();
    assertThat(topics.exists(topic)).isTrue();
    assertThat(topics.delete(topic)).isTrue();
    assertThat(topics.exists(topic)).isFalse();
  }

  private static void assertRefused(String topic, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOf(UnsupportedByBrokerException.class)
        .hasMessageContaining(topic);
  }

  @Test
  void shouldForgetTheMessagesOfADeletedTopic() throws TimeoutException {
    assumeTrue(can(Capability.TOPIC_ADMINISTRATION), "the broker has no topics to delete");
    String topic = topic();
    connection().topics().create(topic);
    send(topic, "old");
    connection().topics().delete(topic);
    connection().topics().create(topic);
    try (MessageConsumer<String> consumer =
        consumer(topic, "s", can(Capability.EARLIEST) ? earliest() : options())) {
      assertNothingLeft(topic, consumer);
    }
  }

  @Test
  void shouldCreatePartitionsOrRefuseTo() {
    String topic = topic();
    TopicAdministration topics = connection().topics();
    assertThatThrownBy(() -> topics.create(topic, 0)).isInstanceOf(IllegalArgumentException.class);
    if (can(Capability.PARTITIONS)) {
      assertThat(topics.create(topic, 3)).isTrue();
    } else {
      assertRefused(topic, () -> topics.create(topic, 3));
    }
    if (can(Capability.TOPIC_ADMINISTRATION)) {
      assertThat(topics.exists(topic)).isEqualTo(can(Capability.PARTITIONS));
    }
  }
}
