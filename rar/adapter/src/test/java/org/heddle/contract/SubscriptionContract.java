package org.heddle.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.heddle.api.ConsumerOptions;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.Message;
import org.heddle.api.MessageConsumer;
import org.heddle.api.SubscriptionInUseException;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.spi.Capability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Durable subscriptions, where they start, and who shares them. */
abstract class SubscriptionContract extends ContractPart {

  SubscriptionContract(ContractEnvironment environment) {
    super(environment);
  }

  @Test
  void shouldDeliverToEverySubscription() throws TimeoutException {
    String topic = topic();
    try (MessageConsumer<String> one = consumer(topic, unique("one"));
        MessageConsumer<String> two = consumer(topic, unique("two"))) {
      send(topic, "a", "b");
      assertThat(receive(one, 2)).containsExactly("a", "b");
      assertThat(receive(two, 2)).containsExactly("a", "b");
    }
  }

  @Test
  void shouldKeepSubscriptionsOfOneNameApartOnDifferentTopics() throws TimeoutException {
    String subscription = unique("s");
    String topic = topic();
    String other = topic();
    try (MessageConsumer<String> one = consumer(topic, subscription);
        MessageConsumer<String> two = consumer(other, subscription)) {
      send(topic, "a");
      send(other, "b");
      assertThat(receive(one, 1)).containsExactly("a");
      assertThat(receive(two, 1)).containsExactly("b");
      assertNothingLeft(topic, one);
    }
  }

  @Test
  void shouldKeepTheSubscriptionWhenTheConsumerCloses() throws TimeoutException {
    String topic = topic();
    String subscription = unique("s");
    try (MessageConsumer<String> consumer = consumer(topic, subscription)) {
      send(topic, "a", "b");
      assertThat(receive(consumer, 1)).containsExactly("a");
    }
    send(topic, "c");
    try (MessageConsumer<String> again = consumer(topic, subscription)) {
      assertThat(receive(again, 2)).containsExactly("b", "c");
      assertNothingLeft(topic, again);
    }
  }

  @Test
  void shouldKeepASubscriptionThatNeverReceivedAnything() throws TimeoutException {
    String topic = topic();
    String subscription = unique("s");
    consumer(topic, subscription).close();
    send(topic, "a");
    try (MessageConsumer<String> again = consumer(topic, subscription)) {
      assertThat(receive(again, 1)).containsExactly("a");
    }
  }

  @Test
  void shouldStartAtTheLatestMessage() throws TimeoutException {
    String topic = topic();
    send(topic, "before");
    try (MessageConsumer<String> consumer = consumer(topic, unique("s"))) {
      assertNothingLeft(topic, consumer);
    }
  }

  @Test
  void shouldStartAtTheEarliestMessageOrRefuseTo() throws TimeoutException {
    String topic = topic();
    send(topic, "a", "b");
    if (can(Capability.EARLIEST)) {
      try (MessageConsumer<String> consumer = consumer(topic, unique("s"), earliest())) {
        assertThat(receive(consumer, 2)).containsExactly("a", "b");
        assertNothingLeft(topic, consumer);
      }
    } else {
      assertThatThrownBy(() -> consumer(topic, unique("s"), earliest()))
          .isInstanceOf(UnsupportedByBrokerException.class)
          .hasMessageContaining(topic);
    }
  }

  @Test
  void shouldGoOnWhereItWasWhateverTheInitialPosition() throws TimeoutException {
    assumeTrue(can(Capability.EARLIEST), "the broker cannot start at the earliest message");
    String topic = topic();
    String subscription = unique("s");
    send(topic, "a", "b");
    try (MessageConsumer<String> consumer = consumer(topic, subscription, earliest())) {
      assertThat(receive(consumer, 1)).containsExactly("a");
    }
    try (MessageConsumer<String> again =
        consumer(topic, subscription, options().withInitialPosition(InitialPosition.LATEST))) {
      assertThat(receive(again, 1)).containsExactly("b");
    }
    try (MessageConsumer<String> again = consumer(topic, subscription, earliest())) {
      assertNothingLeft(topic, again);
    }
  }

  @Test
  void shouldForgetWhenUnsubscribed() throws TimeoutException {
    String topic = topic();
    String subscription = unique("s");
    MessageConsumer<String> consumer = consumer(topic, subscription);
    send(topic, "a", "b");
    assertThat(receive(consumer, 1)).containsExactly("a");
    consumer.unsubscribe();
    assertThatThrownBy(() -> consumer.receive(MOMENT))
        .isInstanceOf(org.heddle.api.AlreadyClosedException.class);
    consumer.close();
    send(topic, "c");
    try (MessageConsumer<String> again = consumer(topic, subscription)) {
      assertNothingLeft(topic, again);
    }
  }

  @Test
  void shouldLetSharedConsumersCompete() throws Exception {
    String topic = topic();
    String subscription = unique("s");
    List<String> values = IntStream.range(0, 200).mapToObj(Integer::toString).toList();
    Set<String> received = ConcurrentHashMap.newKeySet();
    List<String> all = java.util.Collections.synchronizedList(new ArrayList<>());
    try (MessageConsumer<String> one = consumer(topic, subscription);
        MessageConsumer<String> two = consumer(topic, subscription)) {
      send(topic, values.toArray(String[]::new));
      List<CompletableFuture<Void>> workers = new ArrayList<>();
      for (MessageConsumer<String> consumer : List.of(one, two)) {
        workers.add(
            CompletableFuture.runAsync(() -> receiveUntil(consumer, all, received, values.size())));
      }
      for (CompletableFuture<Void> worker : workers) {
        worker.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
      }
    }
    assertThat(all).containsExactlyInAnyOrderElementsOf(values);
  }

  private static void receiveUntil(
      MessageConsumer<String> consumer, List<String> all, Set<String> distinct, int count) {
    while (distinct.size() < count) {
      try {
        Message<String> message = consumer.receive(MOMENT);
        all.add(message.value());
        consumer.acknowledge(message);
        distinct.add(message.value());
      } catch (TimeoutException e) {
        // The other one may have them.
        continue;
      }
    }
  }

  @Test
  void shouldGiveWhatASharedConsumerLeavesToTheOther() throws TimeoutException {
    String topic = topic();
    String subscription = unique("s");
    MessageConsumer<String> one = consumer(topic, subscription);
    send(topic, "a", "b", "c", "d");
    receive(one);
    try (MessageConsumer<String> two = consumer(topic, subscription)) {
      one.close();
      Set<String> received = new HashSet<>();
      while (received.size() < 4) {
        received.addAll(receive(two, 1));
      }
      assertThat(received).containsExactlyInAnyOrder("a", "b", "c", "d");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldAdmitOrRefuseEachType(ConsumerType type) throws TimeoutException {
    String topic = topic();
    String subscription = unique("s");
    if (can(type)) {
      try (MessageConsumer<String> consumer = consumer(topic, subscription, options(type))) {
        send(topic, "a");
        assertThat(receive(consumer, 1)).containsExactly("a");
      }
    } else {
      assertThatThrownBy(() -> consumer(topic, subscription, options(type)))
          .isInstanceOf(UnsupportedByBrokerException.class)
          .hasMessageContaining(topic);
    }
  }

  @Test
  void shouldRefuseASecondExclusiveConsumer() throws TimeoutException {
    assumeCan(ConsumerType.EXCLUSIVE);
    String topic = topic();
    String subscription = unique("s");
    ConsumerOptions exclusive = options(ConsumerType.EXCLUSIVE);
    try (MessageConsumer<String> consumer = consumer(topic, subscription, exclusive)) {
      assertThatThrownBy(() -> consumer(topic, subscription, exclusive))
          .isInstanceOf(SubscriptionInUseException.class)
          .hasMessageContaining(subscription);
      send(topic, "a");
      assertThat(receive(consumer, 1)).containsExactly("a");
    }
    try (MessageConsumer<String> next = consumer(topic, subscription, exclusive)) {
      assertNothingLeft(topic, next);
    }
  }

  @Test
  void shouldAllowExclusiveConsumersOfDifferentSubscriptions() throws TimeoutException {
    assumeCan(ConsumerType.EXCLUSIVE);
    String topic = topic();
    ConsumerOptions exclusive = options(ConsumerType.EXCLUSIVE);
    try (MessageConsumer<String> one = consumer(topic, unique("one"), exclusive);
        MessageConsumer<String> two = consumer(topic, unique("two"), exclusive)) {
      send(topic, "a");
      assertThat(receive(one, 1)).containsExactly("a");
      assertThat(receive(two, 1)).containsExactly("a");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldRefuseAConsumerOfAnotherType(ConsumerType present) {
    assumeCan(present);
    String topic = topic();
    String subscription = unique("s");
    try (MessageConsumer<String> consumer = consumer(topic, subscription, options(present))) {
      for (ConsumerType other : ConsumerType.values()) {
        if (other != present && can(other)) {
          assertThatThrownBy(() -> consumer(topic, subscription, options(other)))
              .as("%s beside %s", other, consumer)
              .isInstanceOf(SubscriptionInUseException.class);
        }
      }
    }
  }

  @Test
  void shouldLetTheStandbyTakeOver() throws TimeoutException {
    assumeCan(ConsumerType.FAILOVER);
    String topic = topic();
    String subscription = unique("s");
    ConsumerOptions failover = options(ConsumerType.FAILOVER);
    MessageConsumer<String> active = consumer(topic, subscription, failover);
    try (MessageConsumer<String> standby = consumer(topic, subscription, failover)) {
      List<String> received = new ArrayList<>();
      try (active) {
        send(topic, "a", "b", "c");
        received.addAll(receive(active, 1));
        receive(active);
        assertNothingComes(standby);
      }
      received.addAll(receive(standby, 2));
      assertThat(received).containsExactly("a", "b", "c");
      assertNothingLeft(topic, standby);
    }
  }

  private boolean can(ConsumerType type) {
    return switch (type) {
      case SHARED -> true;
      case EXCLUSIVE -> can(Capability.EXCLUSIVE);
      case FAILOVER -> can(Capability.FAILOVER);
    };
  }

  private void assumeCan(ConsumerType type) {
    assumeTrue(can(type), "the broker has no consumers of type " + type);
  }
}
