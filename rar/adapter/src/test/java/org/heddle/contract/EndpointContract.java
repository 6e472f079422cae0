package org.heddle.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.heddle.api.BatchMessageListener;
import org.heddle.api.Message;
import org.heddle.api.MessageConsumer;
import org.heddle.api.MessageListener;
import org.heddle.api.PubSubConnection;
import org.heddle.api.QualityOfService;
import org.heddle.contract.TestEndpoints.Attribute;
import org.heddle.ra.MessagingActivationSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Message-driven beans that do their work. */
abstract class EndpointContract extends EndpointPart {

  EndpointContract(ContractEnvironment environment) {
    super(environment);
  }

  /** A value whose type the adapter has to find. */
  public record Reading(String sensor, double value) {}

  /** Says by its type argument what it expects. */
  private static final class TypedBean implements MessageListener<Reading> {
    final List<Reading> readings = new CopyOnWriteArrayList<>();

    @Override
    public void onMessage(Message<Reading> message) {
      readings.add(message.value());
    }
  }

  /** Notes what it got together. */
  private static final class BatchBean implements BatchMessageListener<String> {
    final List<List<String>> batches = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures;

    BatchBean(int failures) {
      this.failures = new AtomicInteger(failures);
    }

    @Override
    public void onMessages(List<Message<String>> messages) {
      batches.add(messages.stream().map(Message::value).toList());
      if (failures.getAndDecrement() > 0) {
        throw new IllegalStateException("The batch fails");
      }
    }

    List<String> values() {
      return batches.stream().flatMap(List::stream).toList();
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldDeliverAndAcknowledge(Attribute attribute) throws Exception {
    String topic = topic();
    String subscription = unique("s");
    subscribe(topic, subscription);
    send(topic, "a", "b", "c");
    RecordingBean bean = new RecordingBean();
    Deployment deployment = deploy(bean, attribute, spec(topic, subscription));
    await().untilAsserted(() -> assertThat(bean.values()).containsExactly("a", "b", "c"));
    assertThat(bean.deliveryCounts()).containsOnly(1);
    deployment.stop();
    try (MessageConsumer<String> rest = consumer(topic, subscription)) {
      assertNothingLeft(topic, rest);
    }
  }

  @Test
  void shouldDeliverWhatArrivesLater() throws Exception {
    String topic = topic();
    String subscription = unique("s");
    subscribe(topic, subscription);
    RecordingBean bean = new RecordingBean();
    deploy(bean, Attribute.REQUIRED, spec(topic, subscription));
    for (int i = 1; i <= 5; i++) {
      int sent = i;
      send(topic, "v" + i);
      await().until(() -> bean.values().size() == sent);
    }
    assertThat(bean.values()).containsExactly("v1", "v2", "v3", "v4", "v5");
  }

  @Test
  void shouldFindTheTypeOfTheValues() throws Exception {
    String topic = topic();
    String subscription = unique("s");
    subscribe(topic, subscription);
    TypedBean bean = new TypedBean();
    deploy(bean, Attribute.REQUIRED, spec(topic, subscription));
    connection().createProducer(topic, Reading.class).send(new Reading("s1", 1.5));
    await().untilAsserted(() -> assertThat(bean.readings).containsExactly(new Reading("s1", 1.5)));
  }

  @ParameterizedTest
  @CsvSource({
    "AT_LEAST_ONCE, true",
    "AT_LEAST_ONCE, false",
    "EXACTLY_ONCE, true",
    "EXACTLY_ONCE, false"
  })
  void shouldConsumeProcessAndProduceInOneUnit(QualityOfService quality, boolean joins)
      throws Exception {
    String from = topic(quality);
    String to = topic(quality);
    String subscription = unique("s");
    try (ContractEnvironment own = environment().in(new TestContainer(joins));
        PubSubConnection outside = own.factory().getConnection()) {
      MessageConsumer<String> sent = outside.createConsumer(to, unique("to"), String.class);
      outside.createConsumer(from, subscription, String.class).close();
      RecordingBean bean =
          new RecordingBean(
              message -> {
                sendFromBean(own, to, message.value() + message.deliveryCount());
                if (message.deliveryCount() == 1) {
                  throw new IllegalStateException("The first try fails");
                }
              });
      Deployment deployment =
          deploy(
              own,
              new TestEndpoints<>(own.container(), bean, Attribute.REQUIRED),
              spec(own, from, subscription));
      outside.createProducer(from, String.class).send("a");
      assertThat(receive(sent, 1)).containsExactly("a2");
      outside.createProducer(from, String.class).send("b");
      assertThat(receive(sent, 1)).containsExactly("b2");
      deployment.stop();
      assertThat(bean.values()).containsExactly("a", "a", "b", "b");
    }
  }

  @Test
  void shouldDeliverAsManyAtATimeAsItIsAllowedTo() throws Exception {
    String topic = topic();
    String subscription = unique("s");
    subscribe(topic, subscription);
    send(topic, IntStream.range(0, 20).mapToObj(Integer::toString).toArray(String[]::new));
    CountDownLatch together = new CountDownLatch(4);
    AtomicInteger now = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    RecordingBean bean =
        new RecordingBean(
            message -> {
              most.accumulateAndGet(now.incrementAndGet(), Math::max);
              together.countDown();
              assertThat(together.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
              now.decrementAndGet();
            });
    MessagingActivationSpec spec = spec(topic, subscription);
    spec.setConcurrency(4);
    deploy(bean, Attribute.REQUIRED, spec);
    await().until(() -> Set.copyOf(bean.values()).size() == 20);
    assertThat(bean.calls()).hasSize(20);
    assertThat(most).hasValue(4);
  }

  @Test
  void shouldKeepTheOrderWithOneAtATime() throws Exception {
    String topic = topic();
    String subscription = unique("s");
    subscribe(topic, subscription);
    List<String> values = IntStream.range(0, 200).mapToObj(Integer::toString).toList();
    send(topic, values.toArray(String[]::new));
    RecordingBean bean = new RecordingBean();
    deploy(bean, Attribute.REQUIRED, spec(topic, subscription));
    await().until(() -> bean.calls().size() >= values.size());
    assertThat(bean.values()).isEqualTo(values);
  }

  @ParameterizedTest
  @EnumSource
  void shouldDeliverBatches(Attribute attribute) throws Exception {
    String topic = topic();
    String subscription = unique("s");
    subscribe(topic, subscription);
    List<String> values = IntStream.range(0, 25).mapToObj(Integer::toString).toList();
    send(topic, values.toArray(String[]::new));
    BatchBean bean = new BatchBean(0);
    MessagingActivationSpec spec = spec(topic, subscription);
    spec.setBatchSize(10);
    spec.setBatchTimeoutMillis(500L);
    Deployment deployment = deploy(bean, attribute, spec);
    await().until(() -> bean.values().size() >= values.size());
    assertThat(bean.values()).isEqualTo(values);
    assertThat(bean.batches).allSatisfy(batch -> assertThat(batch).hasSizeBetween(1, 10));
    assertThat(bean.batches).hasSizeLessThan(values.size());
    deployment.stop();
    try (MessageConsumer<String> rest = consumer(topic, subscription)) {
      assertNothingLeft(topic, rest);
    }
  }

  @ParameterizedTest
  @EnumSource
  void shouldDeliverABatchAgainThatFailed(Attribute attribute) throws Exception {
    String topic = topic();
    String subscription = unique("s");
    subscribe(topic, subscription);
    send(topic, "a", "b", "c");
    BatchBean bean = new BatchBean(1);
    MessagingActivationSpec spec = spec(topic, subscription);
    spec.setBatchSize(3);
    spec.setBatchTimeoutMillis(2_000L);
    deploy(bean, attribute, spec);
    await()
        .untilAsserted(
            () ->
                assertThat(bean.values()).containsExactlyInAnyOrder("a", "a", "b", "b", "c", "c"));
    assertThat(bean.batches.get(0)).containsExactly("a", "b", "c");
  }

  @Test
  void shouldShareASubscriptionAmongBeans() throws Exception {
    String topic = topic();
    String subscription = unique("s");
    subscribe(topic, subscription);
    Set<String> received = ConcurrentHashMap.newKeySet();
    AtomicInteger calls = new AtomicInteger();
    for (int i = 0; i < 2; i++) {
      RecordingBean bean =
          new RecordingBean(
              message -> {
                calls.incrementAndGet();
                received.add(message.value());
              });
      deploy(bean, Attribute.REQUIRED, spec(topic, subscription));
    }
    send(topic, IntStream.range(0, 50).mapToObj(Integer::toString).toArray(String[]::new));
    await().until(() -> received.size() == 50);
    assertThat(calls.get()).isGreaterThanOrEqualTo(50);
  }
}
