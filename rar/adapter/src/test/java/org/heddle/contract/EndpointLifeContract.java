package org.heddle.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.heddle.api.MessageConsumer;
import org.heddle.api.MessageProducer;
import org.heddle.api.PubSubConnection;
import org.heddle.api.QualityOfService;
import org.heddle.contract.TestEndpoints.Attribute;
import org.heddle.ra.MessagingActivationSpec;
import org.heddle.spi.Capability;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Message-driven beans that start late, wait for others, stop, and share their work. */
abstract class EndpointLifeContract extends EndpointPart {

  EndpointLifeContract(ContractEnvironment environment) {
    super(environment);
  }

  @Test
  void shouldGoOnWhereItWasWhenDeployedAgain() throws Exception {
    String topic = topic();
    String subscription = unique("s");
    subscribe(topic, subscription);
    RecordingBean first = new RecordingBean();
    Deployment deployment = deploy(first, Attribute.REQUIRED, spec(topic, subscription));
    send(topic, "a");
    await().until(() -> first.values().size() == 1);
    deployment.stop();
    send(topic, "b");
    RecordingBean second = new RecordingBean();
    deploy(second, Attribute.REQUIRED, spec(topic, subscription));
    await().untilAsserted(() -> assertThat(second.values()).containsExactly("b"));
    assertThat(first.values()).containsExactly("a");
  }

  @Test
  void shouldStartWhenTheConnectionFactoryAppears() throws Exception {
    String topic = topic();
    String subscription = unique("s");
    String lookup = unique("contract/late");
    subscribe(topic, subscription);
    send(topic, "a");
    RecordingBean bean = new RecordingBean();
    MessagingActivationSpec spec = spec(topic, subscription);
    spec.setConnectionFactoryLookup(lookup);
    deploy(bean, Attribute.REQUIRED, spec);
    assertThat(bean.calls()).isEmpty();
    TestNaming.bind(lookup, environment().factory());
    try {
      await().untilAsserted(() -> assertThat(bean.values()).containsExactly("a"));
    } finally {
      TestNaming.unbind(lookup);
    }
  }

  @Test
  void shouldNotStartByItselfIfItIsToldNotTo() throws Exception {
    String topic = topic();
    String subscription = unique("s");
    subscribe(topic, subscription);
    send(topic, "a");
    RecordingBean bean = new RecordingBean();
    MessagingActivationSpec spec = spec(topic, subscription);
    spec.setAutoStart(false);
    deploy(bean, Attribute.REQUIRED, spec);
    try (MessageConsumer<String> other = consumer(topic, subscription)) {
      assertThat(receive(other, 1)).containsExactly("a");
    }
    assertThat(bean.calls()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldFinishWhatIsInFlightWhenItStops(boolean succeeds) throws Exception {
    String topic = topic();
    String subscription = unique("s");
    subscribe(topic, subscription);
    send(topic, "a", "b");
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch stopping = new CountDownLatch(1);
    RecordingBean bean =
        new RecordingBean(
            message -> {
              called.countDown();
              stopping.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
              if (!succeeds) {
                throw new IllegalStateException("It fails while it stops");
              }
            });
    Deployment deployment = deploy(bean, Attribute.REQUIRED, spec(topic, subscription));
    assertThat(called.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
    CompletableFuture<Void> stopped = CompletableFuture.runAsync(deployment::stop);
    assertThat(stopped).isNotDone();
    stopping.countDown();
    stopped.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    // Whether "b" was still taken in before the stop is a matter of luck.
    boolean both = bean.values().contains("b");
    try (MessageConsumer<String> rest = consumer(topic, subscription)) {
      if (!succeeds) {
        assertThat(receive(rest, 2)).containsExactlyInAnyOrder("a", "b");
      } else if (!both) {
        assertThat(receive(rest, 1)).containsExactly("b");
      }
      assertNothingLeft(topic, rest);
    }
  }

  @Test
  void shouldDeliverAgainWhatDoesNotFinishInTimeAndNotLetItCommit() throws Exception {
    assumeTrue(can(Capability.EXACTLY_ONCE), "the broker has no transactions");
    String from = topic(QualityOfService.EXACTLY_ONCE);
    String to = topic(QualityOfService.EXACTLY_ONCE);
    String subscription = unique("s");
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch late = new CountDownLatch(1);
    CountDownLatch returned = new CountDownLatch(1);
    try (ContractEnvironment own =
            environment()
                .in(new TestContainer(true, adapter -> adapter.setDrainTimeoutMillis(100L)));
        PubSubConnection outside = own.factory().getConnection()) {
      MessageConsumer<String> sent = outside.createConsumer(to, unique("to"), String.class);
      outside.createConsumer(from, subscription, String.class).close();
      RecordingBean slow =
          new RecordingBean(
              message -> {
                sendFromBean(own, to, "from the slow bean");
                called.countDown();
                late.await(PATIENCE.toSeconds(), TimeUnit.SECONDS);
                returned.countDown();
              });
      TestEndpoints<RecordingBean> endpoints =
          new TestEndpoints<>(own.container(), slow, Attribute.REQUIRED);
      MessagingActivationSpec spec = spec(own, from, subscription);
      own.container().activate(endpoints, spec);
      outside.createProducer(from, String.class).send("a");
      assertThat(called.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      own.container().deactivate(endpoints, spec);
      RecordingBean next =
          new RecordingBean(message -> sendFromBean(own, to, "from the next bean"));
      Deployment deployment =
          deploy(
              own,
              new TestEndpoints<>(own.container(), next, Attribute.REQUIRED),
              spec(own, from, subscription));
      assertThat(receive(sent, 1)).containsExactly("from the next bean");
      late.countDown();
      assertThat(returned.await(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
      await().until(() -> endpoints.openEndpoints() == 0);
      assertNothingComes(sent);
      deployment.stop();
    }
  }

  @Test
  void shouldWaitUntilAnExclusiveSubscriptionIsFree() throws Exception {
    assumeTrue(can(Capability.EXCLUSIVE), "the broker has no consumers of type EXCLUSIVE");
    String topic = topic();
    String subscription = unique("s");
    subscribe(topic, subscription);
    RecordingBean first = new RecordingBean();
    RecordingBean second = new RecordingBean();
    MessagingActivationSpec spec = spec(topic, subscription);
    spec.setConsumerType("EXCLUSIVE");
    Deployment deployment = deploy(first, Attribute.REQUIRED, spec);
    send(topic, "a");
    await().until(() -> first.calls().size() == 1);
    MessagingActivationSpec same = spec(topic, subscription);
    same.setConsumerType("EXCLUSIVE");
    deploy(second, Attribute.REQUIRED, same);
    send(topic, "b");
    await().until(() -> first.calls().size() == 2);
    deployment.stop();
    send(topic, "c");
    await().untilAsserted(() -> assertThat(second.values()).containsExactly("c"));
    assertThat(first.values()).containsExactly("a", "b");
  }

  @Test
  void shouldMoveEveryMessageOnceWhenManyFail() throws Exception {
    assumeTrue(can(Capability.EXACTLY_ONCE), "the broker has no transactions");
    String from = topic(QualityOfService.EXACTLY_ONCE);
    String to = topic(QualityOfService.EXACTLY_ONCE);
    String subscription = unique("s");
    subscribe(from, subscription);
    List<String> values = IntStream.range(0, 200).mapToObj(Integer::toString).toList();
    RecordingBean bean =
        new RecordingBean(
            message -> {
              sendFromBean(environment(), to, message.value());
              if (message.value().hashCode() % 5 == 0 && message.deliveryCount() < 3) {
                throw new IllegalStateException("Every fifth fails twice");
              }
            });
    MessagingActivationSpec spec = spec(from, subscription);
    spec.setConcurrency(4);
    spec.setRedeliveryDelayMillis(10L);
    try (MessageConsumer<String> moved = consumer(to, unique("moved"));
        MessageProducer<String> producer = producer(from)) {
      deploy(bean, Attribute.REQUIRED, spec);
      values.forEach(producer::sendAsync);
      List<String> received = new ArrayList<>(receive(moved, values.size()));
      assertNothingComes(moved);
      assertThat(received).containsExactlyInAnyOrderElementsOf(values);
    }
  }
}
