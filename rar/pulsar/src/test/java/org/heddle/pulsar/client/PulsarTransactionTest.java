package org.heddle.pulsar.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.MessageTooLargeException;
import org.heddle.api.MessagingException;
import org.heddle.api.Topic;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.brokers.pulsar.PulsarBroker;
import org.heddle.brokers.pulsar.PulsarOptions;
import org.heddle.contract.Inbox;
import org.heddle.spi.Delivery;
import org.heddle.spi.PendingSend;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@ExtendWith(SharedBroker.class)
class PulsarTransactionTest {

  private final Topic from = Topic.parse("q2/public/default/from-" + UUID.randomUUID());
  private final Topic to = Topic.parse("q2/public/default/to-" + UUID.randomUUID());

  @ParameterizedTest
  @EnumSource
  void shouldSendAndAcknowledgeTogether(ConsumerType type, PulsarBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker)) {
      Inbox inbox = client.open(from, "s", InitialPosition.EARLIEST, type);
      Inbox moved = client.open(to, "moved");
      client.send(from, "a", "b");
      List<Delivery> deliveries = inbox.next(2);
      PendingSend send = TestClient.pending(to, "a!");
      client.settle(List.of(send), List.of(deliveries.get(0)));
      Delivery arrived = moved.next();
      assertThat(Inbox.text(arrived)).isEqualTo("a!");
      assertThat(send.id()).isCompletedWithValue(arrived.id());
      inbox.consumer().close();
      Inbox again = client.open(from, "s", InitialPosition.EARLIEST, type);
      assertThat(again.acknowledge(1)).containsExactly("b");
      assertThat(again.next(Duration.ofMillis(300))).isNull();
    }
  }

  @Test
  void shouldKeepTheDelayAndTheCountWhenASendFails(PulsarBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker)) {
      Inbox inbox = client.open(from, "s");
      client.send(from, "a");
      Delivery a = inbox.next();
      PendingSend tooLarge = TestClient.pending(to, "x".repeat(6 * 1024 * 1024));
      assertThatThrownBy(() -> client.settle(List.of(tooLarge), List.of(a)))
          .isInstanceOf(MessageTooLargeException.class);
      inbox.consumer().negativeAcknowledge(a, Duration.ofMillis(600));
      assertThat(inbox.next(Duration.ofMillis(400))).isNull();
      assertThat(inbox.next().deliveryCount()).isEqualTo(2);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldDoNothingWhenSomebodyElseHasAcknowledged(ConsumerType type, PulsarBroker broker)
      throws Exception {
    try (TestClient client = TestClient.of(broker)) {
      Inbox inbox = client.open(from, "s", InitialPosition.EARLIEST, type);
      client.send(from, "a", "b");
      Delivery a = inbox.next();
      Delivery b = inbox.next();
      // Behind the back of the adapter, as by another consumer after an outage.
      PulsarSubscription subscription = (PulsarSubscription) inbox.consumer();
      Transactions others = transactions(client);
      var theirs = others.begin(org.heddle.spi.support.Deadline.in(Duration.ofSeconds(20)));
      subscription.acknowledge((PulsarDelivery) a, theirs).get();
      theirs.commit().get();

      PendingSend send = TestClient.pending(to, "never");
      assertThatThrownBy(() -> client.settle(List.of(send), List.of(b, a)))
          .isInstanceOf(MessagingException.class)
          .hasMessageContaining("acknowledged by somebody else");
      inbox.consumer().negativeAcknowledge(a, Duration.ofMillis(10));
      inbox.consumer().negativeAcknowledge(b, Duration.ofMillis(10));

      Delivery again = inbox.next();
      assertThat(Inbox.text(again)).isEqualTo("b");
      assertThat(again.deliveryCount()).isEqualTo(2);
      client.settle(List.of(TestClient.pending(to, "b!")), List.of(again));
      assertThat(inbox.next(Duration.ofMillis(300))).isNull();
      try (PlainClient plain = new PlainClient(broker)) {
        assertThat(plain.readAll(TopicNames.of(to), "check")).containsExactly("b!");
      }
    }
  }

  private static Transactions transactions(TestClient client) {
    return new Transactions(
        new PulsarClients(client.settings(), new Logins(client.settings())),
        Duration.ofSeconds(30));
  }

  @Test
  void shouldSettleManyUnitsAtTheSameTime(PulsarBroker broker) throws Exception {
    int units = 60;
    List<String> texts = IntStream.range(0, units).mapToObj(Integer::toString).toList();
    ExecutorService threads = Executors.newFixedThreadPool(8);
    try (TestClient client = TestClient.of(broker)) {
      Inbox inbox = client.open(from, "s");
      client.send(from, texts.toArray(String[]::new));
      List<Future<?>> settled = new ArrayList<>();
      for (Delivery delivery : inbox.next(units)) {
        settled.add(
            threads.submit(
                () ->
                    client.settle(
                        List.of(TestClient.pending(to, Inbox.text(delivery))), List.of(delivery))));
      }
      for (Future<?> unit : settled) {
        unit.get();
      }
      try (PlainClient plain = new PlainClient(broker)) {
        assertThat(plain.readAll(TopicNames.of(to), "check"))
            .containsExactlyInAnyOrderElementsOf(texts);
        inbox.consumer().close();
        assertThat(plain.readAll(TopicNames.of(from), "s")).isEmpty();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void shouldSendBestEffortWhenTheRestHasTakenEffect(PulsarBroker broker) throws Exception {
    Topic best = Topic.parse("q0/public/default/best-" + UUID.randomUUID());
    try (TestClient client = TestClient.of(broker)) {
      Inbox listener = client.open(best, "l");
      PendingSend send = TestClient.pending(best, "a");
      client.settle(List.of(send, TestClient.pending(to, "b")), List.of());
      assertThat(Inbox.text(listener.next())).isEqualTo("a");
      assertThat(send.id()).succeedsWithin(Duration.ofSeconds(10));
      assertThat(client.open(to, "s").acknowledge(1)).containsExactly("b");
    }
  }

  @Test
  void shouldLeaveNothingAtTheBrokerWhenItIsClosed(PulsarBroker broker) throws Exception {
    String namespace = "outcomes-" + UUID.randomUUID() + "/of";
    try (TestClient looker = TestClient.of(broker);
        TestClient client = TestClient.of(broker, bean -> bean.setMarkerNamespace(namespace))) {
      client.settle(List.of(TestClient.pending(to, "a")), List.of());
      assertThat(topicsIn(broker, namespace)).contains("heddle-outcomes-");
      client.close();
      assertThat(topicsIn(broker, namespace)).doesNotContain("heddle-outcomes-");
    }
  }

  private static String topicsIn(PulsarBroker broker, String namespace) throws Exception {
    return Rest.ask(broker, "GET", "/admin/v2/persistent/" + namespace).body();
  }

  @Test
  void shouldSayThatTheBrokerHasNoTransactions() throws Exception {
    PulsarOptions without = PulsarOptions.defaults().with("transactionCoordinatorEnabled", "false");
    try (PulsarBroker broker = PulsarBroker.start(without);
        TestClient client = TestClient.of(broker)) {
      assertThatThrownBy(() -> client.settle(List.of(TestClient.pending(to, "a")), List.of()))
          .isInstanceOf(UnsupportedByBrokerException.class)
          .hasMessageContaining("transactionCoordinatorEnabled");
      Topic atLeastOnce = Topic.parse("q1/public/default/" + UUID.randomUUID());
      Inbox inbox = client.open(atLeastOnce, "s");
      client.settle(List.of(TestClient.pending(atLeastOnce, "a")), List.of());
      assertThat(inbox.acknowledge(1)).containsExactly("a");
    }
  }
}
