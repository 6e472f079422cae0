package org.heddle.mqtt.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.heddle.api.ConsumerType;
import org.heddle.api.SubscriptionInUseException;
import org.heddle.api.Topic;
import org.heddle.contract.Inbox;
import org.heddle.mqtt.client.Brokers.Kind;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Several servers and one subscription. */
@ExtendWith(Brokers.Shared.class)
@Execution(ExecutionMode.CONCURRENT)
class MqttServersTest {

  private static final Duration MOMENT = Duration.ofMillis(300);

  private final Topic topic = Topic.of("servers-" + UUID.randomUUID());

  @ParameterizedTest
  @EnumSource
  void shouldRefuseASecondServerAndLetTheFirstGoOn(Kind kind, Brokers brokers) throws Exception {
    try (TestClient one = TestClient.of(brokers, kind);
        TestClient two = TestClient.of(brokers, kind)) {
      Inbox first = one.open(topic, "s", ConsumerType.EXCLUSIVE);

      for (ConsumerType type : List.of(ConsumerType.EXCLUSIVE, ConsumerType.SHARED)) {
        assertThatThrownBy(() -> two.open(topic, "s", type))
            .isInstanceOf(SubscriptionInUseException.class)
            .hasMessageContainingAll("'s'", topic.toString(), "clientId");
      }

      two.send(topic, "a");
      assertThat(first.acknowledge(1)).containsExactly("a");
      assertThat(first.failure()).isNull();
      first.consumer().close();
      assertThat(two.open(topic, "s", ConsumerType.EXCLUSIVE).next(MOMENT)).isNull();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldHandASubscriptionOnFromServerToServer(Kind kind, Brokers brokers) throws Exception {
    try (TestClient one = TestClient.of(brokers, kind);
        TestClient two = TestClient.of(brokers, kind, bean -> bean.setClientId("two"))) {
      Inbox first = one.open(topic, "s", ConsumerType.EXCLUSIVE);
      one.send(topic, "a", "b");
      first.next();
      first.consumer().close();
      one.send(topic, "c");

      Inbox second = two.open(topic, "s", ConsumerType.EXCLUSIVE);
      assertThat(second.acknowledge(3)).containsExactly("a", "b", "c");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldLetAnotherServerTakeOverWhenTheFirstFails(Kind kind, Brokers brokers)
      throws Exception {
    try (TestClient one = TestClient.of(brokers, kind);
        TestClient two = TestClient.of(brokers, kind)) {
      Inbox active = one.open(topic, "s", ConsumerType.FAILOVER);
      Inbox standby = two.open(topic, "s", ConsumerType.FAILOVER);
      one.send(topic, "a", "b");
      assertThat(active.acknowledge(1)).containsExactly("a");
      assertThat(standby.next(MOMENT)).isNull();

      active.consumer().close();

      assertThat(standby.acknowledge(1)).containsExactly("b");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldShareMessagesAmongServersWithClientIds(Kind kind, Brokers brokers) throws Exception {
    List<String> texts = IntStream.range(0, 40).mapToObj(Integer::toString).toList();
    try (TestClient one = TestClient.of(brokers, kind, bean -> bean.setClientId("one"));
        TestClient two = TestClient.of(brokers, kind, bean -> bean.setClientId("two"))) {
      Inbox first = one.open(topic, "s");
      Inbox second = two.open(topic, "s");
      Inbox other = two.open(topic, "other");
      one.send(topic, texts.toArray(String[]::new));

      List<List<String>> parts = Inbox.acknowledgeShared(texts.size(), first, second);
      assertThat(parts).noneMatch(List::isEmpty);
      assertThat(parts.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(texts);
      // Artemis keeps no order among publications under way.
      assertThat(other.acknowledge(texts.size())).containsExactlyInAnyOrderElementsOf(texts);
      assertThat(List.of(first, second, other)).allMatch(inbox -> inbox.next(MOMENT) == null);
    }
  }

  /** What becomes of the part of a server that is away differs; nothing is lost on either. */
  @ParameterizedTest
  @EnumSource
  void shouldKeepThePartOfAServerThatIsAway(Kind kind, Brokers brokers) throws Exception {
    List<String> texts = IntStream.range(0, 20).mapToObj(Integer::toString).toList();
    try (TestClient one = TestClient.of(brokers, kind, bean -> bean.setClientId("one"));
        TestClient two = TestClient.of(brokers, kind, bean -> bean.setClientId("two"))) {
      Inbox first = one.open(topic, "s");
      two.open(topic, "s").consumer().close();
      one.send(topic, texts.toArray(String[]::new));

      int kept = kind.isArtemis() ? 0 : 10;
      List<String> all = new ArrayList<>(first.acknowledge(texts.size() - kept));
      assertThat(first.next(MOMENT)).isNull();
      Inbox second = two.open(topic, "s");
      all.addAll(second.acknowledge(kept));
      assertThat(second.next(MOMENT)).isNull();
      assertThat(all).containsExactlyInAnyOrderElementsOf(texts);
    }
  }

  /** Not by a server of ours, which would have asked. */
  @ParameterizedTest
  @EnumSource(names = {"ARTEMIS_3", "MOSQUITTO_3"})
  void shouldComeBackAfterAnIntruderHasGone(Kind kind, Brokers brokers) throws Exception {
    try (TestClient client = TestClient.of(brokers, kind)) {
      Inbox inbox = client.open(topic, "s");
      String session =
          Names.lasting(Names.prefix(), "", "s", TopicNames.of(topic), String.valueOf(true));
      try (MqttClient intruder = paho(brokers, kind, session)) {
        intruder.connect(lasting());
        intruder.disconnectForcibly(1, 1, false);
      }

      client.send(topic, "a");
      assertThat(inbox.acknowledge(1)).containsExactly("a");
      assertThat(inbox.failure()).isNull();
    }
  }

  /** Two servers that asked in the same moment: the mark is that of the second. */
  @ParameterizedTest
  @EnumSource
  void shouldEndTheConsumerThatLostARaceInsteadOfFightingBack(Kind kind, Brokers brokers)
      throws Exception {
    try (TestClient one = TestClient.of(brokers, kind);
        TestClient two = TestClient.of(brokers, kind)) {
      Inbox first = one.open(topic, "s", ConsumerType.EXCLUSIVE);
      String session =
          Names.lasting(Names.prefix(), "", "s", TopicNames.of(topic), String.valueOf(true));
      wipeOut(brokers, kind, Names.presence(session));

      Inbox second = two.open(topic, "s", ConsumerType.EXCLUSIVE);

      Awaitility.await().atMost(Inbox.PATIENCE).until(() -> first.failure() != null);
      assertThat(first.failure()).isInstanceOf(SubscriptionInUseException.class);
      two.send(topic, "a");
      assertThat(second.acknowledge(1)).containsExactly("a");
      assertThat(second.failure()).isNull();
    }
  }

  /** The mark of the one who is thrown out is gone, and the next is not made yet. */
  @ParameterizedTest
  @EnumSource(names = {"ARTEMIS_3", "MOSQUITTO_3"})
  void shouldAskWhoTookTheSessionEvenWithoutAMark(Kind kind, Brokers brokers) throws Exception {
    String session =
        Names.lasting(Names.prefix(), "", "s", TopicNames.of(topic), String.valueOf(true));
    String mark = Names.presence(session);
    try (TestClient client = TestClient.of(brokers, kind);
        MqttClient other = paho(brokers, kind, session);
        MqttClient voice = paho(brokers, kind, MqttClient.generateClientId())) {
      Inbox inbox = client.open(topic, "s", ConsumerType.EXCLUSIVE);
      voice.setCallback(
          new MqttCallback() {
            @Override
            public void messageArrived(String asked, MqttMessage question) throws Exception {
              CompletableFuture.runAsync(() -> answer());
            }

            private void answer() {
              try {
                voice.publish(mark, "here other".getBytes(UTF_8), 1, false);
              } catch (MqttException e) {
                throw new IllegalStateException(e);
              }
            }

            @Override
            public void connectionLost(Throwable cause) {}

            @Override
            public void deliveryComplete(IMqttDeliveryToken token) {}
          });
      voice.connect();
      voice.subscribe(mark + "/ask", 1);

      other.connect(lasting());

      Awaitility.await().atMost(Inbox.PATIENCE).until(() -> inbox.failure() != null);
      assertThat(inbox.failure()).isInstanceOf(SubscriptionInUseException.class);
      assertThat(other.isConnected()).isTrue();
      other.disconnect();
      voice.disconnect();
    }
  }

  private static MqttClient paho(Brokers brokers, Kind kind, String clientId) throws Exception {
    return new MqttClient(brokers.get(kind).serverUri(), clientId, new MemoryPersistence());
  }

  private static MqttConnectOptions lasting() {
    MqttConnectOptions options = new MqttConnectOptions();
    options.setCleanSession(false);
    return options;
  }

  private static void wipeOut(Brokers brokers, Kind kind, String mark) throws Exception {
    try (MqttClient client = paho(brokers, kind, MqttClient.generateClientId())) {
      client.connect();
      client.publish(mark, new byte[0], 1, true);
      client.disconnect();
    }
  }
}
