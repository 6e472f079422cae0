package org.heddle.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.Message;
import org.heddle.api.MessageConsumer;
import org.heddle.api.MessageId;
import org.heddle.api.MessageProducer;
import org.heddle.api.MessagingException;
import org.heddle.api.PubSubConnection;
import org.heddle.api.QualityOfService;
import org.heddle.contract.TestEndpoints.Attribute;
import org.heddle.ra.MessagingActivationSpec;
import org.heddle.spi.Capability;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** A broker that is killed and comes back, while messages are sent and received. */
@Execution(ExecutionMode.SAME_THREAD)
abstract class OutageContract extends EndpointPart {

  private static final Duration LONG_PATIENCE = Duration.ofMinutes(2);
  private static final int MESSAGES = 300;

  private final BrokerUnderTest broker;
  private boolean down;

  OutageContract(ContractEnvironment environment, BrokerUnderTest broker) {
    super(environment);
    this.broker = broker;
  }

  @AfterEach
  final void bringBack() {
    if (down) {
      restart();
    }
  }

  @Test
  void shouldLoseNothingWhenTheBrokerIsKilled() throws Exception {
    String topic = topic();
    String subscription = unique("s");
    subscribe(topic, subscription);
    RecordingBean bean = new RecordingBean();
    MessagingActivationSpec spec = spec(topic, subscription);
    spec.setConcurrency(2);
    deploy(bean, Attribute.REQUIRED, spec);
    CompletableFuture<Void> sender =
        CompletableFuture.runAsync(() -> numbers().forEach(value -> sendUntilTaken(topic, value)));
    awaitLong().until(() -> bean.calls().size() > MESSAGES / 10);
    kill();
    restart();
    sender.get(LONG_PATIENCE.toSeconds(), TimeUnit.SECONDS);
    awaitLong().untilAsserted(() -> assertThat(new HashSet<>(bean.values())).hasSize(MESSAGES));
    assertThat(bean.values()).containsAll(numbers());
  }

  /** As an application does that must not lose anything. */
  private void sendUntilTaken(String topic, String value) {
    for (long end = System.nanoTime() + LONG_PATIENCE.toNanos(); System.nanoTime() < end; ) {
      try (PubSubConnection connection = environment().factory().getConnection();
          MessageProducer<String> producer = connection.createProducer(topic, String.class)) {
        producer.send(value);
        return;
      } catch (MessagingException e) {
        assertThat(e).isInstanceOf(BrokerUnreachableException.class);
      }
    }
    throw new AssertionError("The broker does not take message " + value);
  }

  @Test
  void shouldMoveEveryMessageOnceWhenTheBrokerIsKilled() throws Exception {
    assumeTrue(can(Capability.EXACTLY_ONCE), "the broker has no transactions");
    assertMovedOnceAcrossAnOutage(message -> {});
  }

  @Test
  void shouldMoveEveryMessageOnceTogetherWithADatabaseWhenTheBrokerIsKilled() throws Exception {
    assumeTrue(can(Capability.EXACTLY_ONCE), "the broker has no transactions");
    List<String> rows = new CopyOnWriteArrayList<>();
    TestTransactions transactions = environment().container().transactions();
    assertMovedOnceAcrossAnOutage(
        message ->
            transactions.enlist(new ForeignResource(() -> {}, () -> rows.add(message.value()))));
    assertThat(rows).as("rows").containsExactlyInAnyOrderElementsOf(numbers());
  }

  private void assertMovedOnceAcrossAnOutage(RecordingBean.Work besides) throws Exception {
    String from = topic(QualityOfService.EXACTLY_ONCE);
    String to = topic(QualityOfService.EXACTLY_ONCE);
    String subscription = unique("s");
    subscribe(from, subscription);
    RecordingBean bean =
        new RecordingBean(
            message -> {
              sendFromBean(environment(), to, message.value());
              besides.on(message);
            });
    MessagingActivationSpec spec = spec(from, subscription);
    spec.setConcurrency(2);
    spec.setMaxDeliveries(0);
    try (MessageConsumer<String> moved = consumer(to, unique("moved"))) {
      try (MessageProducer<String> producer = producer(from)) {
        numbers().forEach(producer::sendAsync);
      }
      deploy(bean, Attribute.REQUIRED, spec);
      awaitLong().until(() -> bean.calls().size() > MESSAGES / 10);
      kill();
      restart();
      Map<MessageId, String> received = new HashMap<>();
      while (Set.copyOf(received.values()).size() < MESSAGES) {
        Message<String> message = moved.receive(LONG_PATIENCE);
        // Of the same id, it is this consumer that lost an acknowledgement.
        received.put(message.id(), message.value());
        moved.acknowledge(message);
      }
      assertNothingComes(moved);
      assertThat(received.values())
          .as("what was moved, where to, and what the bean had: %s, %s", received, bean.calls())
          .containsExactlyInAnyOrderElementsOf(numbers());
    }
  }

  @Test
  void shouldStartDeliveryWhenTheBrokerComesUp() throws Exception {
    String topic = topic();
    String subscription = unique("s");
    subscribe(topic, subscription);
    send(topic, "before");
    kill();
    RecordingBean bean = new RecordingBean();
    deploy(bean, Attribute.REQUIRED, spec(topic, subscription));
    restart();
    awaitLong().untilAsserted(() -> assertThat(bean.values()).contains("before"));
    sendUntilTaken(topic, "after");
    awaitLong().untilAsserted(() -> assertThat(bean.values()).contains("after"));
  }

  @Test
  void shouldSayThatTheBrokerIsUnreachableAndMendItself() throws Exception {
    String topic = topic();
    try (MessageConsumer<String> consumer = consumer(topic, unique("s"));
        MessageProducer<String> producer = producer(topic)) {
      producer.send("before");
      kill();
      assertThatThrownBy(() -> producer.send("lost"))
          .isInstanceOf(BrokerUnreachableException.class)
          .hasMessageContaining(topic);
      assertThatThrownBy(() -> consumer(topic, unique("new")))
          .isInstanceOf(BrokerUnreachableException.class);
      if (can(Capability.TOPIC_ADMINISTRATION)) {
        assertThatThrownBy(() -> connection().topics().exists(unique("new")))
            .isInstanceOf(BrokerUnreachableException.class);
      }
      restart();
      sendUntilTaken(topic, "after");
      Set<String> received = new HashSet<>();
      while (!received.contains("after")) {
        Message<String> message = consumer.receive(LONG_PATIENCE);
        received.add(message.value());
        consumer.acknowledge(message);
      }
      assertThat(received).contains("before");
      producer.send("through the old producer");
    }
  }

  @Test
  void shouldRollBackWhatCannotBeCommittedBecauseTheBrokerIsDown() throws Exception {
    String topic = topic(QualityOfService.EXACTLY_ONCE);
    TestTransactions transactions = environment().container().transactions();
    try (MessageConsumer<String> consumer = consumer(topic, unique("s"))) {
      transactions.begin();
      sendFromBean(environment(), topic, "never");
      kill();
      assertThatThrownBy(transactions::commit).isInstanceOf(javax.transaction.xa.XAException.class);
      restart();
      sendUntilTaken(topic, "after");
      assertThat(consumer.receive(LONG_PATIENCE).value()).isEqualTo("after");
    }
  }

  @Test
  void shouldFinishACommitThatWasPreparedBeforeTheBrokerWasKilled() throws Exception {
    String topic = topic(QualityOfService.EXACTLY_ONCE);
    TestTransactions transactions = environment().container().transactions();
    List<String> rows = new CopyOnWriteArrayList<>();
    try (MessageConsumer<String> consumer = consumer(topic, unique("s"))) {
      transactions.begin();
      sendFromBean(environment(), topic, "promised");
      transactions.enlist(new ForeignResource(this::kill, () -> rows.add("promised")));
      transactions.commit();
      assertThat(rows).containsExactly("promised");
      restart();
      assertThat(consumer.receive(LONG_PATIENCE).value()).isEqualTo("promised");
      sendUntilTaken(topic, "after");
      assertThat(consumer.receive(LONG_PATIENCE).value()).isEqualTo("after");
    }
  }

  private void kill() {
    down = true;
    broker.kill();
  }

  private void restart() {
    broker.restart();
    down = false;
  }

  private static List<String> numbers() {
    return IntStream.range(0, MESSAGES).mapToObj(Integer::toString).toList();
  }

  private static ConditionFactory awaitLong() {
    return Awaitility.await().atMost(LONG_PATIENCE).pollInterval(Duration.ofMillis(20));
  }
}
