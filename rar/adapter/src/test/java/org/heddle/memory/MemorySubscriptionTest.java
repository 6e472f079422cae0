package org.heddle.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.SubscriptionInUseException;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.Delivery;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MemorySubscriptionTest {

  private static final String TOPIC = "q1/tg/flow/orders";

  private final BrokerFixture broker = new BrokerFixture();

  @Test
  void shouldDeliverInTheOrderOfSending() {
    BackendConsumer consumer = broker.consumer(TOPIC, "s");
    broker.sendAll(TOPIC, "a", "b", "c");
    assertThat(broker.receiveAll(consumer)).containsExactly("a", "b", "c");
    assertThat(consumer.poll()).isNull();
  }

  @Test
  void shouldDeliverToEverySubscription() {
    BackendConsumer first = broker.consumer(TOPIC, "first");
    BackendConsumer second = broker.consumer(TOPIC, "second");
    broker.sendAll(TOPIC, "a");
    assertThat(broker.receiveAll(first)).containsExactly("a");
    assertThat(broker.receiveAll(second)).containsExactly("a");
  }

  @Test
  void shouldKeepMessagesWhileNobodySubscribes() {
    broker.sendAll(TOPIC, "a", "b");
    assertThat(broker.consumer(TOPIC, "late").poll()).isNull();
    assertThat(broker.receiveAll(broker.earliest(TOPIC, "early"))).containsExactly("a", "b");
    assertThat(broker.earliest(TOPIC, "too late").poll()).isNull();
  }

  @Test
  void shouldGiveEarliestWhatAnotherSubscriptionStillNeeds() {
    BackendConsumer slow = broker.consumer(TOPIC, "slow");
    broker.sendAll(TOPIC, "a", "b");
    slow.acknowledge(slow.poll());
    assertThat(broker.receiveAll(broker.earliest(TOPIC, "new"))).containsExactly("b");
    assertThat(broker.receiveAll(slow)).containsExactly("b");
  }

  @Test
  void shouldKeepTheSubscriptionWhenTheConsumerCloses() {
    BackendConsumer consumer = broker.consumer(TOPIC, "s");
    broker.sendAll(TOPIC, "a", "b", "c", "d");
    Delivery a = consumer.poll();
    Delivery b = consumer.poll();
    consumer.poll();
    consumer.acknowledge(b);
    consumer.close();
    consumer.close();
    broker.sendAll(TOPIC, "e");

    BackendConsumer again = broker.consumer(TOPIC, "s");
    List<Delivery> deliveries = broker.drain(again);
    assertThat(BrokerFixture.texts(deliveries)).containsExactly("a", "c", "d", "e");
    assertThat(deliveries.stream().map(Delivery::deliveryCount)).containsExactly(2, 2, 1, 1);
    assertThat(deliveries.get(0).id()).isEqualTo(a.id());
  }

  @Test
  void shouldIgnoreWhatIsNoLongerTheConsumers() {
    BackendConsumer consumer = broker.consumer(TOPIC, "s");
    broker.sendAll(TOPIC, "a");
    Delivery lost = consumer.poll();
    consumer.negativeAcknowledge(lost, Duration.ZERO);
    consumer.acknowledge(lost);
    consumer.negativeAcknowledge(lost, Duration.ZERO);
    Delivery again = consumer.poll();
    assertThat(BrokerFixture.text(again)).isEqualTo("a");
    assertThat(consumer.poll()).isNull();
    consumer.close();
    consumer.acknowledge(again);
    assertThat(broker.receiveAll(broker.consumer(TOPIC, "s"))).containsExactly("a");
  }

  @Test
  void shouldForgetWhenUnsubscribed() {
    BackendConsumer consumer = broker.consumer(TOPIC, "s");
    broker.sendAll(TOPIC, "a");
    consumer.unsubscribe();
    assertThat(consumer.poll()).isNull();
    consumer.close();
    broker.sendAll(TOPIC, "b");
    assertThat(broker.receiveAll(broker.earliest(TOPIC, "s"))).containsExactly("b");
  }

  @Test
  void shouldNotUnsubscribeOthers() {
    BackendConsumer one = broker.consumer(TOPIC, "s");
    BackendConsumer two = broker.consumer(TOPIC, "s");
    assertThatThrownBy(one::unsubscribe)
        .isInstanceOf(SubscriptionInUseException.class)
        .hasMessageContainingAll("'s'", "'tg/flow/orders'", "1 other");
    two.close();
    one.unsubscribe();
  }

  @Test
  void shouldLetSharedConsumersCompete() {
    BackendConsumer one = broker.consumer(TOPIC, "s");
    BackendConsumer two = broker.consumer(TOPIC, "s");
    broker.sendAll(TOPIC, "a", "b", "c");
    assertThat(BrokerFixture.text(one.poll())).isEqualTo("a");
    assertThat(BrokerFixture.text(two.poll())).isEqualTo("b");
    one.close();
    assertThat(broker.receiveAll(two)).containsExactly("a", "c");
  }

  @Test
  void shouldRefuseASecondExclusiveConsumer() {
    BackendConsumer one = broker.consumer(TOPIC, "s", ConsumerType.EXCLUSIVE);
    assertThatThrownBy(() -> broker.consumer(TOPIC, "s", ConsumerType.EXCLUSIVE))
        .isInstanceOf(SubscriptionInUseException.class)
        .hasMessageContainingAll("'s'", "'tg/flow/orders'", "EXCLUSIVE");
    one.close();
    broker.consumer(TOPIC, "s", ConsumerType.EXCLUSIVE);
  }

  @ParameterizedTest
  @EnumSource(ConsumerType.class)
  void shouldRefuseAConsumerOfAnotherType(ConsumerType present) {
    broker.consumer(TOPIC, "s", present);
    for (ConsumerType other : ConsumerType.values()) {
      if (other != present) {
        assertThatThrownBy(() -> broker.consumer(TOPIC, "s", other))
            .isInstanceOf(SubscriptionInUseException.class);
      }
    }
  }

  @Test
  void shouldLetTheStandbyTakeOver() {
    Probe standbyProbe = new Probe();
    BackendConsumer active = broker.consumer(TOPIC, "s", ConsumerType.FAILOVER);
    BackendConsumer standby =
        broker.consumer(TOPIC, "s", InitialPosition.LATEST, ConsumerType.FAILOVER, standbyProbe);
    broker.sendAll(TOPIC, "a", "b");
    assertThat(standby.poll()).isNull();
    assertThat(BrokerFixture.text(active.poll())).isEqualTo("a");
    assertThat(standbyProbe.signals()).isZero();
    active.close();
    assertThat(standbyProbe.signals()).isEqualTo(1);
    assertThat(broker.receiveAll(standby)).containsExactly("a", "b");
  }

  @Test
  void shouldRedeliverAfterTheDelayWhileOthersGoOn() {
    BackendConsumer consumer = broker.consumer(TOPIC, "s");
    broker.sendAll(TOPIC, "a", "b");
    consumer.negativeAcknowledge(consumer.poll(), Duration.ofSeconds(5));
    assertThat(broker.receiveAll(consumer)).containsExactly("b");
    broker.context.advance(Duration.ofMillis(4999));
    assertThat(consumer.poll()).isNull();
    broker.context.advance(Duration.ofMillis(1));
    assertThat(consumer.poll().deliveryCount()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource(names = {"EXCLUSIVE", "FAILOVER"})
  void shouldHoldUpWhatIsBehindARedeliveryWhereOrderIsPromised(ConsumerType type) {
    BackendConsumer consumer = broker.consumer(TOPIC, "s", type);
    broker.sendAll(TOPIC, "a", "b", "c");
    Delivery a = consumer.poll();
    Delivery b = consumer.poll();
    consumer.negativeAcknowledge(b, Duration.ofSeconds(1));
    consumer.negativeAcknowledge(a, Duration.ofSeconds(2));
    broker.context.advance(Duration.ofSeconds(1));
    assertThat(consumer.poll()).isNull();
    broker.context.advance(Duration.ofSeconds(1));
    assertThat(broker.receiveAll(consumer)).containsExactly("a", "b", "c");
  }

  @Test
  void shouldNotCountWhatIsDeferred() {
    BackendConsumer consumer = broker.consumer(TOPIC, "s");
    broker.sendAll(TOPIC, "a");
    consumer.defer(consumer.poll(), Duration.ofSeconds(1));
    assertThat(consumer.poll()).isNull();
    broker.context.advance(Duration.ofSeconds(1));
    Delivery again = consumer.poll();
    assertThat(again.deliveryCount()).isEqualTo(1);
  }

  @Test
  void shouldKeepTheDelayWhenTheConsumerCloses() {
    BackendConsumer consumer = broker.consumer(TOPIC, "s");
    broker.sendAll(TOPIC, "a");
    consumer.negativeAcknowledge(consumer.poll(), Duration.ofSeconds(1));
    consumer.close();
    Probe probe = new Probe();
    BackendConsumer again =
        broker.consumer(TOPIC, "s", InitialPosition.LATEST, ConsumerType.SHARED, probe);
    assertThat(again.poll()).isNull();
    broker.context.advance(Duration.ofSeconds(1));
    assertThat(probe.signals()).isEqualTo(1);
    assertThat(again.poll().deliveryCount()).isEqualTo(2);
  }

  @Test
  void shouldLeaveTheDeliveryAloneWhenTheServerGivesNoTimer() {
    BackendConsumer consumer = broker.consumer(TOPIC, "s");
    broker.sendAll(TOPIC, "a");
    Delivery a = consumer.poll();
    broker.context.refuseTimers();
    assertThatThrownBy(() -> consumer.negativeAcknowledge(a, Duration.ofSeconds(1)))
        .isInstanceOf(IllegalStateException.class);
    consumer.close();
    assertThat(broker.receiveAll(broker.consumer(TOPIC, "s"))).containsExactly("a");
  }

  @Test
  void shouldTellTheListenerOncePerEmptyPoll() {
    Probe probe = new Probe();
    BackendConsumer consumer =
        broker.consumer(TOPIC, "s", InitialPosition.LATEST, ConsumerType.SHARED, probe);
    broker.sendAll(TOPIC, "a", "b");
    assertThat(probe.signals()).isEqualTo(1);
    broker.receiveAll(consumer);
    broker.sendAll(TOPIC, "c");
    assertThat(probe.signals()).isEqualTo(2);
  }

  @Test
  void shouldTellTheListenerOfWhatIsThereAlready() {
    broker.sendAll(TOPIC, "a");
    Probe probe = new Probe();
    broker.consumer(TOPIC, "s", InitialPosition.EARLIEST, ConsumerType.SHARED, probe);
    assertThat(probe.signals()).isEqualTo(1);
  }
}
