package org.heddle.contract;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.resource.ResourceException;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.heddle.api.BatchMessageListener;
import org.heddle.api.DeadLetter;
import org.heddle.api.Message;
import org.heddle.api.MessageConsumer;
import org.heddle.api.MessageListener;
import org.heddle.api.MessageProducer;
import org.heddle.api.OutgoingMessage;
import org.heddle.api.QualityOfService;
import org.heddle.api.RejectedMessageException;
import org.heddle.api.RetryLaterException;
import org.heddle.contract.TestEndpoints.Attribute;
import org.heddle.ra.MessagingActivationSpec;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Message-driven beans that fail, and what becomes of their messages. */
abstract class FailingEndpointContract extends EndpointPart {

  private String topic;
  private String subscription;

  FailingEndpointContract(ContractEnvironment environment) {
    super(environment);
  }

  /** What a bean expects that gets something else. */
  public record Reading(String sensor, double value) {}

  private static final class TypedBean implements MessageListener<Reading> {
    final List<Reading> readings = new CopyOnWriteArrayList<>();

    @Override
    public void onMessage(Message<Reading> message) {
      readings.add(message.value());
    }
  }

  @BeforeEach
  final void prepare() {
    topic = topic(QualityOfService.EXACTLY_ONCE);
    subscription = unique("s");
    subscribe(topic, subscription);
  }

  @ParameterizedTest
  @EnumSource
  void shouldDeliverAgainAfterARuntimeException(Attribute attribute) throws Exception {
    RecordingBean bean = failing(2, new IllegalStateException("It fails"));
    Deployment deployment = deploy(bean, attribute, spec(topic, subscription));
    send(topic, "a");
    await().untilAsserted(() -> assertThat(bean.deliveryCounts()).containsExactly(1, 2, 3));
    assertAllAcknowledgedBy(deployment);
  }

  @Test
  void shouldDeliverAgainAfterARollback() throws Exception {
    TestTransactions transactions = environment().container().transactions();
    RecordingBean bean =
        new RecordingBean(
            message -> {
              if (message.deliveryCount() == 1) {
                transactions.setRollbackOnly();
              }
            });
    Deployment deployment = deploy(bean, Attribute.REQUIRED, spec(topic, subscription));
    send(topic, "a");
    await().untilAsserted(() -> assertThat(bean.deliveryCounts()).containsExactly(1, 2));
    assertAllAcknowledgedBy(deployment);
  }

  @Test
  void shouldAcknowledgeAfterACheckedExceptionThatLetsTheTransactionCommit() throws Exception {
    String sent = topic();
    RecordingBean bean =
        new RecordingBean(
            message -> {
              sendFromBean(environment(), sent, "sent");
              throw new IOException("It fails, and the transaction commits");
            });
    try (MessageConsumer<String> consumer = consumer(sent, unique("s"))) {
      Deployment deployment = deploy(bean, Attribute.REQUIRED, spec(topic, subscription));
      send(topic, "a");
      assertThat(receive(consumer, 1)).containsExactly("sent");
      assertAllAcknowledgedBy(deployment);
    }
    assertThat(bean.deliveryCounts()).containsExactly(1);
  }

  @Test
  void shouldDeliverAgainAfterACheckedExceptionWithoutATransaction() throws Exception {
    RecordingBean bean = failing(1, new IOException("It fails"));
    Deployment deployment = deploy(bean, Attribute.NOT_SUPPORTED, spec(topic, subscription));
    send(topic, "a");
    await().untilAsserted(() -> assertThat(bean.deliveryCounts()).containsExactly(1, 2));
    assertAllAcknowledgedBy(deployment);
  }

  @Test
  void shouldNotHoldUpOthersWhileOneWaits() throws Exception {
    RecordingBean bean =
        new RecordingBean(
            message -> {
              if (message.value().equals("bad") && message.deliveryCount() == 1) {
                throw new IllegalStateException("It fails");
              }
            });
    MessagingActivationSpec spec = spec(topic, subscription);
    spec.setRedeliveryDelayMillis(1_000L);
    deploy(bean, Attribute.REQUIRED, spec);
    send(topic, "bad", "a", "b");
    await().untilAsserted(() -> assertThat(bean.values()).containsExactly("bad", "a", "b", "bad"));
  }

  @ParameterizedTest
  @EnumSource
  void shouldWaitLongerAfterEachFailure(Attribute attribute) throws Exception {
    RecordingBean bean = failing(3, new IllegalStateException("It fails"));
    MessagingActivationSpec spec = spec(topic, subscription);
    spec.setRedeliveryDelayMillis(100L);
    spec.setRedeliveryMultiplier(2.0);
    spec.setMaxRedeliveryDelayMillis(300L);
    deploy(bean, attribute, spec);
    send(topic, "a");
    await().untilAsserted(() -> assertThat(bean.deliveryCounts()).containsExactly(1, 2, 3, 4));
    assertThat(bean.calls().get(1).since(bean.calls().get(0))).isGreaterThan(almost(100));
    assertThat(bean.calls().get(2).since(bean.calls().get(1))).isGreaterThan(almost(200));
    assertThat(bean.calls().get(3).since(bean.calls().get(2))).isGreaterThan(almost(300));
  }

  @ParameterizedTest
  @EnumSource
  void shouldCallAgainLaterWithoutCounting(Attribute attribute) throws Exception {
    RecordingBean bean = new RecordingBean();
    List<RecordingBean.Call> calls = bean.calls();
    RecordingBean later =
        new RecordingBean(
            message -> {
              bean.onMessage(message);
              if (calls.size() < 4) {
                throw new RetryLaterException(Duration.ofMillis(150));
              }
            });
    MessagingActivationSpec spec = spec(topic, subscription);
    spec.setMaxDeliveries(2);
    Deployment deployment = deploy(later, attribute, spec);
    send(topic, "a");
    await().untilAsserted(() -> assertThat(later.deliveryCounts()).containsExactly(1, 1, 1, 1));
    assertThat(calls.get(1).since(calls.get(0))).isGreaterThan(almost(150));
    assertAllAcknowledgedBy(deployment);
  }

  @ParameterizedTest
  @EnumSource
  void shouldMoveToTheDeadLettersWhatFailsTooOften(Attribute attribute) throws Exception {
    RecordingBean bean = failing(99, new IllegalStateException("It always fails"));
    MessagingActivationSpec spec = spec(topic, subscription);
    spec.setMaxDeliveries(3);
    Instant before = Instant.now();
    Message<String> dead = awaitDeadLetter(bean, attribute, spec, "a");
    assertThat(dead.properties())
        .containsEntry("mine", "größe")
        .containsEntry(DeadLetter.REASON, DeadLetter.Reason.MAX_DELIVERIES.name())
        .containsEntry(DeadLetter.TOPIC, topic)
        .containsEntry(DeadLetter.SUBSCRIPTION, subscription)
        .containsEntry(DeadLetter.DELIVERY_COUNT, "3")
        .containsEntry(DeadLetter.EXCEPTION, "java.lang.IllegalStateException: It always fails")
        .containsKey(DeadLetter.MESSAGE_ID);
    assertThat(Instant.parse(dead.properties().get(DeadLetter.TIME)))
        .isBetween(before, Instant.now());
    assertThat(bean.deliveryCounts()).containsExactly(1, 2, 3);
  }

  @ParameterizedTest
  @EnumSource
  void shouldMoveToTheDeadLettersAtOnceWhatIsRejected(Attribute attribute) throws Exception {
    RecordingBean bean = failing(99, new RejectedMessageException("Not for me"));
    Message<String> dead = awaitDeadLetter(bean, attribute, spec(topic, subscription), "a");
    assertThat(dead.properties())
        .containsEntry("mine", "größe")
        .containsEntry(DeadLetter.REASON, DeadLetter.Reason.REJECTED.name())
        .containsEntry(DeadLetter.DELIVERY_COUNT, "1")
        .hasEntrySatisfying(
            DeadLetter.EXCEPTION, words -> assertThat(words).contains("Not for me"));
    assertThat(bean.calls()).hasSize(1);
  }

  @ParameterizedTest
  @EnumSource
  void shouldMoveToTheDeadLettersWhatCannotBeDecoded(Attribute attribute) throws Exception {
    TypedBean bean = new TypedBean();
    Message<String> dead =
        awaitDeadLetter(bean, attribute, spec(topic, subscription), "{\"sensor\":");
    assertThat(dead.properties())
        .containsEntry("mine", "größe")
        .containsEntry(DeadLetter.REASON, DeadLetter.Reason.UNDECODABLE.name())
        .containsKey(DeadLetter.EXCEPTION);
    connection().createProducer(topic, Reading.class).send(new Reading("s", 1));
    await().untilAsserted(() -> assertThat(bean.readings).containsExactly(new Reading("s", 1)));
  }

  @Test
  void shouldMoveToTheDeadLetterTopicThatIsNamed() throws Exception {
    String graveyard = topic();
    RecordingBean bean = failing(99, new RejectedMessageException("Not for me"));
    MessagingActivationSpec spec = spec(topic, subscription);
    spec.setDeadLetterTopic(graveyard);
    try (MessageConsumer<String> dead = consumer(graveyard, unique("dead"))) {
      deploy(bean, Attribute.REQUIRED, spec);
      send(topic, "a");
      assertThat(receive(dead, 1)).containsExactly("a");
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldLeaveOutOfABatchWhatCannotBeDecoded(Attribute attribute) throws Exception {
    List<List<Reading>> batches = new CopyOnWriteArrayList<>();
    BatchMessageListener<Reading> bean =
        messages -> batches.add(messages.stream().map(Message::value).toList());
    MessagingActivationSpec spec = spec(topic, subscription);
    spec.setSchema(Reading.class.getName());
    spec.setBatchSize(3);
    spec.setBatchTimeoutMillis(5_000L);
    try (MessageConsumer<String> letters = consumer(topic + ".dead-letter", unique("dead"))) {
      MessageProducer<Reading> producer = connection().createProducer(topic, Reading.class);
      producer.send(new Reading("first", 1));
      send(topic, "poison");
      producer.send(new Reading("last", 2));
      Deployment deployment = deploy(bean, attribute, spec);
      assertThat(receive(letters, 1)).containsExactly("poison");
      await()
          .untilAsserted(
              () ->
                  assertThat(batches)
                      .containsExactly(List.of(new Reading("first", 1), new Reading("last", 2))));
      assertAllAcknowledgedBy(deployment);
    }
  }

  @Test
  void shouldNotDeliverBestEffortAgain() throws Exception {
    String best = topic(QualityOfService.BEST_EFFORT);
    RecordingBean bean = failing(1, new IllegalStateException("It fails"));
    Deployment deployment = deploy(bean, Attribute.REQUIRED, spec(best, unique("s")));
    // Until the bean listens, nobody does.
    await()
        .until(
            () -> {
              send(best, "a");
              return !bean.calls().isEmpty();
            });
    deployment.stop();
    assertThat(bean.deliveryCounts()).containsOnly(1);
  }

  /** Deploys a bean, sends a message to it and returns it from the dead letters, once. */
  private Message<String> awaitDeadLetter(
      Object bean, Attribute attribute, MessagingActivationSpec spec, String value)
      throws ResourceException, TimeoutException {
    String graveyard = topic + ".dead-letter";
    try (MessageConsumer<String> letters = consumer(graveyard, unique("dead"))) {
      Deployment deployment = deploy(bean, attribute, spec);
      connection()
          .createProducer(topic, String.class)
          .send(OutgoingMessage.of(value).withKey("k").withProperties(Map.of("mine", "größe")));
      Message<String> dead = receive(letters);
      letters.acknowledge(dead);
      assertThat(dead.value()).isEqualTo(value);
      assertThat(dead.key()).contains("k");
      assertNothingLeft(graveyard, letters);
      if (!(bean instanceof TypedBean)) {
        assertAllAcknowledgedBy(deployment);
      }
      return dead;
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldLoseNothingWhileThePoolOfBeansIsExhausted(Attribute attribute) throws Exception {
    RecordingBean bean = new RecordingBean();
    TestEndpoints<RecordingBean> endpoints =
        new TestEndpoints<>(environment().container(), bean, attribute);
    endpoints.exhaust(3);
    MessagingActivationSpec spec = spec(topic, subscription);
    spec.setMaxDeliveries(1);
    Deployment deployment = deploy(environment(), endpoints, spec);
    send(topic, "a", "b");
    await().untilAsserted(() -> assertThat(bean.values()).containsExactlyInAnyOrder("a", "b"));
    assertThat(bean.deliveryCounts()).containsExactly(1, 1);
    assertAllAcknowledgedBy(deployment);
  }

  /** What a worker without a bean took while the bean is busy, would come later. */
  @ParameterizedTest
  @EnumSource
  void shouldLeaveTheWorkToThoseThatHaveABean(Attribute attribute) throws Exception {
    // Its work takes a while, in which the other workers have their chance.
    RecordingBean bean = new RecordingBean(message -> Thread.sleep(5));
    TestEndpoints<RecordingBean> endpoints =
        new TestEndpoints<>(environment().container(), bean, attribute);
    endpoints.limit(1);
    MessagingActivationSpec spec = spec(topic, subscription);
    spec.setConcurrency(4);
    Deployment deployment = deploy(environment(), endpoints, spec);
    String[] values = IntStream.range(0, 20).mapToObj(Integer::toString).toArray(String[]::new);
    send(topic, values);
    await().untilAsserted(() -> assertThat(bean.values()).hasSize(values.length));
    assertThat(bean.values()).containsExactly(values);
    assertAllAcknowledgedBy(deployment);
  }

  /** A bean that fails with the first deliveries of each message. */
  private static RecordingBean failing(int times, Exception failure) {
    return new RecordingBean(
        message -> {
          if (message.deliveryCount() <= times) {
            throw failure;
          }
        });
  }

  private void assertAllAcknowledgedBy(Deployment deployment) throws TimeoutException {
    deployment.stop();
    try (MessageConsumer<String> rest = consumer(topic, subscription)) {
      assertNothingLeft(topic, rest);
    }
  }

  /** Timers go by another clock than the test, and not by nanoseconds. */
  private static Duration almost(long millis) {
    return Duration.ofMillis(millis - 20);
  }
}
