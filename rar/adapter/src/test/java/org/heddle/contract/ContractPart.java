package org.heddle.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.heddle.api.ConsumerOptions;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.Message;
import org.heddle.api.MessageConsumer;
import org.heddle.api.MessageProducer;
import org.heddle.api.PubSubConnection;
import org.heddle.api.QualityOfService;
import org.heddle.spi.Capability;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What the parts of the contract have in common: a connection, and words to use it with.
 *
 * <p>Tests run at the same time, since they mostly wait for the broker; each has its own topics.
 */
@Execution(ExecutionMode.CONCURRENT)
abstract class ContractPart {

  /** How long something may take that has to happen. */
  static final Duration PATIENCE = Duration.ofSeconds(30);

  /** How long to watch that something does not happen. */
  static final Duration MOMENT = Duration.ofMillis(200);

  private final ContractEnvironment environment;
  private PubSubConnection connection;

  ContractPart(ContractEnvironment environment) {
    this.environment = environment;
  }

  @BeforeEach
  final void open() {
    connection = environment.factory().getConnection();
  }

  @AfterEach
  final void close() {
    connection.close();
  }

  final ContractEnvironment environment() {
    return environment;
  }

  /** A connection outside of transactions. */
  final PubSubConnection connection() {
    return connection;
  }

  final boolean can(Capability capability) {
    return environment.can(capability);
  }

  /** A topic of its own for this test, at least once. */
  final String topic() {
    return topic(QualityOfService.AT_LEAST_ONCE);
  }

  final String topic(QualityOfService quality) {
    return quality.prefix() + "/contract/" + getClass().getSimpleName() + "/" + unique("queue");
  }

  final String unique(String name) {
    return environment.unique(name);
  }

  final MessageProducer<String> producer(String topic) {
    return connection.createProducer(topic, String.class);
  }

  final void send(String topic, String... values) {
    try (MessageProducer<String> producer = producer(topic)) {
      for (String value : values) {
        producer.send(value);
      }
    }
  }

  /** A consumer of texts, with a short delay of redelivery. */
  final MessageConsumer<String> consumer(String topic, String subscription) {
    return consumer(topic, subscription, options());
  }

  final MessageConsumer<String> consumer(
      String topic, String subscription, ConsumerOptions options) {
    return connection.createConsumer(topic, subscription, String.class, options);
  }

  static ConsumerOptions options() {
    return ConsumerOptions.defaults().withRedeliveryDelay(Duration.ofMillis(50));
  }

  static ConsumerOptions options(ConsumerType type) {
    return options().withConsumerType(type);
  }

  static ConsumerOptions earliest() {
    return options().withInitialPosition(InitialPosition.EARLIEST);
  }

  static <T> Message<T> receive(MessageConsumer<T> consumer) throws TimeoutException {
    return consumer.receive(PATIENCE);
  }

  /** Receives and acknowledges as many messages as there have to be. */
  static <T> List<T> receive(MessageConsumer<T> consumer, int count) throws TimeoutException {
    List<T> values = new ArrayList<>();
    while (values.size() < count) {
      Message<T> message = receive(consumer);
      values.add(message.value());
      consumer.acknowledge(message);
    }
    return values;
  }

  static void assertNothingComes(MessageConsumer<?> consumer) {
    assertThatThrownBy(() -> consumer.receive(MOMENT)).isInstanceOf(TimeoutException.class);
  }

  /** Sends a message and checks that it is the next: nothing is left that was sent before. */
  final void assertNothingLeft(String topic, MessageConsumer<String> consumer)
      throws TimeoutException {
    String sentinel = unique("sentinel");
    send(topic, sentinel);
    assertThat(receive(consumer, 1)).containsExactly(sentinel);
  }

  static ConditionFactory await() {
    return Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(10));
  }
}
