package org.heddle.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeoutException;
import org.heddle.api.ConsumerOptions;
import org.heddle.api.ConsumerType;
import org.heddle.api.Message;
import org.heddle.api.MessageConsumer;
import org.heddle.api.MessageProducer;
import org.heddle.api.OutgoingMessage;
import org.heddle.api.QualityOfService;
import org.heddle.spi.Capability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Acknowledging, and what happens to messages that are not acknowledged. */
abstract class RedeliveryContract extends ContractPart {

  private static final Duration DELAY = Duration.ofMillis(700);

  /** Timers go by another clock than the test, and not by nanoseconds. */
  private static final Duration CLOCKS_DIFFER = Duration.ofMillis(20);

  RedeliveryContract(ContractEnvironment environment) {
    super(environment);
  }

  @ParameterizedTest
  @EnumSource(names = {"AT_LEAST_ONCE", "EXACTLY_ONCE"})
  void shouldDeliverAgainWhatWasNotAcknowledged(QualityOfService quality) throws TimeoutException {
    String topic = topic(quality);
    String subscription = unique("s");
    Message<String> first;
    try (MessageConsumer<String> consumer = consumer(topic, subscription)) {
      try (MessageProducer<String> producer = producer(topic)) {
        producer.send(OutgoingMessage.of("a").withKey("k").withProperties(Map.of("p", "v")));
      }
      send(topic, "b");
      first = receive(consumer);
    }
    try (MessageConsumer<String> again = consumer(topic, subscription)) {
      Message<String> second = receive(again);
      assertThat(second.value()).isEqualTo("a");
      assertThat(second.id()).isEqualTo(first.id());
      assertThat(second.key()).isEqualTo(first.key()).contains("k");
      assertThat(second.properties()).isEqualTo(first.properties()).containsEntry("p", "v");
      assertThat(second.publishTime()).isEqualTo(first.publishTime());
      if (can(Capability.COUNTS_ACROSS_CONSUMERS)) {
        assertThat(second.deliveryCount()).isEqualTo(2);
      }
      again.acknowledge(second);
      assertThat(receive(again, 1)).containsExactly("b");
      assertNothingLeft(topic, again);
    }
  }

  @Test
  void shouldAcknowledgeInAnyOrder() throws TimeoutException {
    String topic = topic();
    String subscription = unique("s");
    try (MessageConsumer<String> consumer = consumer(topic, subscription)) {
      send(topic, "a", "b", "c", "d");
      Message<String> a = receive(consumer);
      Message<String> b = receive(consumer);
      Message<String> c = receive(consumer);
      Message<String> d = receive(consumer);
      consumer.acknowledge(d);
      consumer.acknowledge(b);
      consumer.acknowledge(b);
      assertThat(List.of(a.value(), c.value())).containsExactly("a", "c");
    }
    try (MessageConsumer<String> again = consumer(topic, subscription)) {
      assertThat(receive(again, 2)).containsExactly("a", "c");
      assertNothingLeft(topic, again);
    }
  }

  @Test
  void shouldDeliverAgainAfterTheDelayWhileOthersGoOn() throws TimeoutException {
    String topic = topic();
    ConsumerOptions delayed = options().withRedeliveryDelay(DELAY);
    try (MessageConsumer<String> consumer = consumer(topic, unique("s"), delayed)) {
      send(topic, "a", "b", "c");
      Message<String> a = receive(consumer);
      long start = System.nanoTime();
      consumer.negativeAcknowledge(a);
      assertThat(receive(consumer, 2)).containsExactly("b", "c");
      Message<String> again = receive(consumer);
      assertThat(Duration.ofNanos(System.nanoTime() - start))
          .isGreaterThan(DELAY.minus(CLOCKS_DIFFER));
      assertThat(again.value()).isEqualTo("a");
      assertThat(again.id()).isEqualTo(a.id());
      assertThat(again.deliveryCount()).isEqualTo(2);
      consumer.acknowledge(again);
      assertNothingLeft(topic, consumer);
    }
  }

  @Test
  void shouldCountDeliveries() throws TimeoutException {
    String topic = topic();
    try (MessageConsumer<String> consumer = consumer(topic, unique("s"))) {
      send(topic, "a");
      for (int count = 1; count <= 4; count++) {
        Message<String> message = receive(consumer);
        assertThat(message.deliveryCount()).isEqualTo(count);
        consumer.negativeAcknowledge(message);
      }
    }
  }

  @Test
  void shouldNotLoseWhatWaitsForItsDelayWhenTheConsumerCloses() throws TimeoutException {
    String topic = topic();
    String subscription = unique("s");
    try (MessageConsumer<String> consumer =
        consumer(topic, subscription, options().withRedeliveryDelay(DELAY))) {
      send(topic, "a", "b");
      consumer.negativeAcknowledge(receive(consumer));
      assertThat(receive(consumer, 1)).containsExactly("b");
    }
    try (MessageConsumer<String> again = consumer(topic, subscription)) {
      assertThat(receive(again, 1)).containsExactly("a");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"EXCLUSIVE", "FAILOVER"})
  void shouldKeepTheOrderWhereTheTypePromisesIt(ConsumerType type) throws TimeoutException {
    assumeTrue(can(Capability.valueOf(type.name())), "the broker has no consumers of type " + type);
    String topic = topic();
    ConsumerOptions ordered = options(type).withRedeliveryDelay(MOMENT);
    try (MessageConsumer<String> consumer = consumer(topic, unique("s"), ordered)) {
      send(topic, "a", "b", "c");
      List<String> received = new ArrayList<>();
      for (int failures = 0; received.size() < 3; ) {
        Message<String> message = receive(consumer);
        if (message.value().equals("b") && failures < 2) {
          failures++;
          consumer.negativeAcknowledge(message);
        } else {
          received.add(message.value());
          consumer.acknowledge(message);
        }
      }
      assertThat(received).containsExactly("a", "b", "c");
    }
  }

  @Test
  void shouldLeaveAnAcknowledgedMessageAlone() throws TimeoutException {
    String topic = topic();
    try (MessageConsumer<String> consumer = consumer(topic, unique("s"))) {
      send(topic, "a");
      Message<String> a = receive(consumer);
      consumer.acknowledge(a);
      consumer.negativeAcknowledge(a);
      assertNothingComes(consumer);
      assertNothingLeft(topic, consumer);
    }
  }

  @Test
  void shouldNotDeliverBestEffortAgain() throws TimeoutException {
    String topic = topic(QualityOfService.BEST_EFFORT);
    String subscription = unique("s");
    try (MessageConsumer<String> consumer = consumer(topic, subscription)) {
      send(topic, "a", "b");
      Message<String> a = receive(consumer);
      consumer.negativeAcknowledge(a);
      assertThat(receive(consumer).value()).isEqualTo("b");
      assertNothingComes(consumer);
    }
    try (MessageConsumer<String> again = consumer(topic, subscription)) {
      assertNothingLeft(topic, again);
    }
  }

  @Test
  void shouldDropBestEffortWhenNobodyListens() throws TimeoutException {
    assumeTrue(can(Capability.DROPS_BEST_EFFORT), "the broker keeps best effort, too");
    String topic = topic(QualityOfService.BEST_EFFORT);
    String subscription = unique("s");
    consumer(topic, subscription).close();
    send(topic, "lost");
    try (MessageConsumer<String> consumer = consumer(topic, subscription);
        MessageConsumer<String> other =
            consumer(topic, unique("s"), can(Capability.EARLIEST) ? earliest() : options())) {
      assertNothingLeft(topic, consumer);
      assertThat(receive(other, 1)).hasSize(1).doesNotContain("lost");
    }
  }
}
