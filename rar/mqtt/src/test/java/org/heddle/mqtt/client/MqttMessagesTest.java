package org.heddle.mqtt.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.InvalidTopicException;
import org.heddle.api.SubscriptionInUseException;
import org.heddle.api.Topic;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.contract.Inbox;
import org.heddle.mqtt.client.Brokers.Kind;
import org.heddle.spi.Delivery;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.SubscriptionSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is MQTT's own: retained messages, patterns, expiry, sessions that end. */
@ExtendWith(Brokers.Shared.class)
@Execution(ExecutionMode.CONCURRENT)
class MqttMessagesTest {

  private static final Duration MOMENT = Duration.ofMillis(300);

  private final String name = "messages-" + UUID.randomUUID();
  private final Topic topic = Topic.of(name);

  @ParameterizedTest
  @EnumSource
  void shouldKeepARetainedMessageForThoseWhoSubscribeLater(Kind kind, Brokers brokers)
      throws Exception {
    try (TestClient client = TestClient.of(brokers, kind)) {
      client.send(topic, TestClient.record("old"), Map.of("retained", "true"));
      client.send(topic, TestClient.record("new"), Map.of("retained", "true"));
      client.send(topic, "passing");

      Inbox inbox = client.open(topic, "s");
      assertThat(inbox.acknowledge(1)).containsExactly("new");
      assertThat(inbox.next(MOMENT)).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldSubscribeToPatternsAndTellTheTopic(Kind kind, Brokers brokers) throws Exception {
    try (TestClient client = TestClient.of(brokers, kind)) {
      Inbox inbox = client.open(Topic.parse(name + "/+/temperature"), "s");
      client.send(Topic.parse(name + "/1/temperature"), "a");
      client.send(Topic.parse(name + "/1/humidity"), "not this");
      client.send(
          Topic.parse(name + "/2/temperature"),
          new OutboundRecord("b".getBytes(UTF_8), Map.of("p", "v"), Optional.empty()),
          Map.of());

      Delivery a = inbox.next();
      assertThat(a.properties()).isEqualTo(Map.of("mqtt.topic", name + "/1/temperature"));
      assertThat(inbox.next().properties())
          .isEqualTo(Map.of("p", "v", "mqtt.topic", name + "/2/temperature"));
      assertThat(inbox.next(MOMENT)).isNull();
      assertThatThrownBy(
              () ->
                  client
                      .backend()
                      .openProducer(
                          new ProducerSpec(Topic.parse(name + "/+/temperature"), Map.of())))
          .isInstanceOf(InvalidTopicException.class);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ARTEMIS_5", "MOSQUITTO_5"})
  void shouldDropMessagesThatExpire(Kind kind, Brokers brokers) throws Exception {
    try (TestClient client = TestClient.of(brokers, kind)) {
      client.open(topic, "s").consumer().close();
      client.send(topic, TestClient.record("short"), Map.of("messageExpirySeconds", "1"));
      client.send(topic, TestClient.record("long"), Map.of("messageExpirySeconds", "1000"));
      Instant expired = Instant.now().plusMillis(2_100);
      Awaitility.await().until(() -> Instant.now().isAfter(expired));

      Inbox inbox = client.open(topic, "s");
      assertThat(inbox.acknowledge(1)).containsExactly("long");
      assertThat(inbox.next(MOMENT)).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ARTEMIS_5", "MOSQUITTO_5"})
  void shouldHoldNoMoreThanThePrefetch(Kind kind, Brokers brokers) throws Exception {
    try (TestClient client = TestClient.of(brokers, kind, bean -> bean.setPrefetch(2))) {
      Inbox inbox = client.open(topic, "s");
      client.send(topic, "a", "b", "c");
      Delivery a = inbox.next();
      inbox.next();
      assertThat(inbox.next(MOMENT)).isNull();

      inbox.acknowledge(a);

      assertThat(inbox.acknowledge(1)).containsExactly("c");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"ARTEMIS_5", "MOSQUITTO_5"})
  void shouldForgetASubscriptionThatExpires(Kind kind, Brokers brokers) throws Exception {
    try (TestClient client =
        TestClient.of(brokers, kind, bean -> bean.setSessionExpirySeconds(1L))) {
      client.open(topic, "s").consumer().close();
      client.send(topic, "lost");
      Instant expired = Instant.now().plusMillis(3_000);
      Awaitility.await().until(() -> Instant.now().isAfter(expired));

      assertThat(client.open(topic, "s").next(MOMENT)).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldEndASubscriptionAndItsMessages(Kind kind, Brokers brokers) throws Exception {
    try (TestClient one = TestClient.of(brokers, kind, bean -> bean.setClientId("one"));
        TestClient two = TestClient.of(brokers, kind, bean -> bean.setClientId("two"))) {
      Inbox first = one.open(topic, "s");
      Inbox second = one.open(topic, "s");
      assertThatThrownBy(() -> first.consumer().unsubscribe())
          .isInstanceOf(SubscriptionInUseException.class)
          .hasMessageContaining("'s'");
      second.consumer().close();
      one.send(topic, "a");
      first.next();

      first.consumer().unsubscribe();

      one.send(topic, "b");
      Inbox again = one.open(topic, "s");
      assertThat(again.next(MOMENT)).isNull();
      // No part is dealt to the one that has left.
      Inbox other = two.open(topic, "s");
      again.consumer().unsubscribe();
      one.send(topic, "c", "d", "e", "f");
      assertThat(other.acknowledge(4)).containsExactly("c", "d", "e", "f");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"retain", "messageExpirySeconds", "contentType", "qos"})
  void shouldRefusePropertiesThatItDoesNotKnow(String property, Brokers brokers) {
    try (TestClient client = TestClient.of("tcp://127.0.0.1:1", bean -> {})) {
      assertThatThrownBy(
              () -> client.backend().openProducer(new ProducerSpec(topic, Map.of(property, "1"))))
          .isInstanceOf(UnsupportedByBrokerException.class)
          .hasMessageContainingAll(property, topic.toString());
    }
  }

  @Test
  void shouldRefuseValuesThatItDoesNotUnderstand() {
    try (TestClient client =
        TestClient.of("tcp://127.0.0.1:1", bean -> bean.setProtocolVersion("5"))) {
      for (Map<String, String> wrong :
          java.util.List.of(Map.of("retained", "yes"), Map.of("messageExpirySeconds", "0"))) {
        assertThatThrownBy(() -> client.backend().openProducer(new ProducerSpec(topic, wrong)))
            .isInstanceOf(UnsupportedByBrokerException.class)
            .hasMessageContaining(wrong.keySet().iterator().next());
      }
      assertThatThrownBy(
              () ->
                  client
                      .backend()
                      .openConsumer(
                          new SubscriptionSpec(
                              topic,
                              "s",
                              InitialPosition.LATEST,
                              ConsumerType.SHARED,
                              Map.of("prefetch", "1")),
                          new Inbox()))
          .isInstanceOf(UnsupportedByBrokerException.class)
          .hasMessageContaining("prefetch");
    }
  }
}
