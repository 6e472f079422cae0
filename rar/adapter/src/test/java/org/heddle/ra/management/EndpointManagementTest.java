package org.heddle.ra.management;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.heddle.contract.Patience.await;

import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.lang.management.ManagementFactory;
import java.lang.reflect.Proxy;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.logging.Level;
import java.util.stream.IntStream;
import javax.management.JMX;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.heddle.api.BatchMessageListener;
import org.heddle.api.ConsumerOptions;
import org.heddle.api.ConsumerType;
import org.heddle.api.Message;
import org.heddle.api.MessageConsumer;
import org.heddle.api.MessageListener;
import org.heddle.api.MessageProducer;
import org.heddle.api.PubSubConnection;
import org.heddle.api.PubSubConnectionFactory;
import org.heddle.api.RejectedMessageException;
import org.heddle.contract.CapturedLog;
import org.heddle.contract.Patience;
import org.heddle.contract.TestContainer;
import org.heddle.contract.TestEndpoints;
import org.heddle.contract.TestEndpoints.Attribute;
import org.heddle.memory.MemoryManagedConnectionFactory;
import org.heddle.ra.MessagingActivationSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Endpoints as an administrator sees and pauses them. */
class EndpointManagementTest {

  private static final String TOPIC = "q1/a/b/orders";

  private final MBeanServer server = ManagementFactory.getPlatformMBeanServer();
  private final TestContainer container = new TestContainer();
  private final String adapter = container.adapterId();
  private final PubSubConnectionFactory factory =
      container.factory(new MemoryManagedConnectionFactory());

  /** What a bean does with a message. */
  private interface Work {
    void on(Message<String> message) throws Exception;
  }

  private static class Bean implements MessageListener<String> {
    final List<String> values = new CopyOnWriteArrayList<>();
    private final Work work;

    Bean(Work work) {
      this.work = work;
    }

    Bean() {
      this(message -> {});
    }

    @Override
    public void onMessage(Message<String> message) throws Exception {
      values.add(message.value());
      work.on(message);
    }
  }

  private static final class OtherBean extends Bean {}

  private static final class NumberBean implements MessageListener<Integer> {
    @Override
    public void onMessage(Message<Integer> message) {}
  }

  private static final class BatchBean implements BatchMessageListener<String> {
    @Override
    public void onMessages(List<Message<String>> messages) {
      if (messages.get(0).deliveryCount() == 1) {
        throw new IllegalStateException("The whole batch fails once");
      }
    }
  }

  @AfterEach
  void stop() {
    container.close();
  }

  private static MessagingActivationSpec spec() {
    MessagingActivationSpec spec = new MessagingActivationSpec();
    spec.setTopic(TOPIC);
    spec.setSubscription("s");
    spec.setInitialPosition("EARLIEST");
    spec.setRedeliveryDelayMillis(10L);
    return spec;
  }

  private TestEndpoints<?> deploy(Object bean, MessagingActivationSpec spec) throws Exception {
    return deploy(bean, Attribute.REQUIRED, spec);
  }

  private TestEndpoints<?> deploy(Object bean, Attribute attribute, MessagingActivationSpec spec)
      throws Exception {
    TestEndpoints<?> endpoints = new TestEndpoints<>(container, bean, attribute);
    container.activate(endpoints, spec);
    return endpoints;
  }

  private void send(Object... values) {
    try (PubSubConnection connection = factory.getConnection()) {
      for (Object value : values) {
        connection.createProducer(TOPIC, String.class).send(value.toString());
      }
    }
  }

  private Set<ObjectName> names() throws Exception {
    return server.queryNames(
        new ObjectName("org.heddle:type=Endpoint,adapter=" + adapter + ",*"), null);
  }

  private EndpointMXBean endpoint(Class<?> bean) throws Exception {
    List<ObjectName> found =
        names().stream()
            .filter(name -> ObjectName.unquote(name.getKeyProperty("bean")).equals(bean.getName()))
            .toList();
    assertThat(found).hasSize(1);
    return JMX.newMXBeanProxy(server, found.get(0), EndpointMXBean.class);
  }

  private static void awaitState(EndpointMXBean endpoint, String state) {
    await().untilAsserted(() -> assertThat(endpoint.getState()).isEqualTo(state));
  }

  @Test
  void shouldShowWhatTheBeanWasActivatedWith() throws Exception {
    MessagingActivationSpec spec = spec();
    spec.setConcurrency(3);
    deploy(new Bean(), spec);

    EndpointMXBean endpoint = endpoint(Bean.class);

    assertThat(endpoint.getTopic()).isEqualTo(TOPIC);
    assertThat(endpoint.getSubscription()).isEqualTo("s");
    assertThat(endpoint.getBean()).isEqualTo(Bean.class.getName());
    assertThat(endpoint.getConcurrency()).isEqualTo(3);
    assertThat(endpoint.getConnectionFactoryLookup()).isEmpty();
    assertThat(endpoint.getDeadLetterTopic()).isEqualTo(TOPIC + ".dead-letter");
    assertThat(endpoint.getLastError()).isEmpty();
    assertThat(endpoint.getLastErrorTime()).isEmpty();
    awaitState(endpoint, "RUNNING");
  }

  @Test
  void shouldQuoteWhatIsOddInAName() throws Exception {
    MessagingActivationSpec spec = spec();
    spec.setTopic("odd,topic=\"*?\":\\");
    spec.setSubscription("all=of,them*");
    deploy(new Bean(), spec);

    ObjectName name = names().iterator().next();

    assertThat(name.isPattern()).isFalse();
    assertThat(name.getKeyProperty("topic")).isEqualTo(ObjectName.quote("odd,topic=\"*?\":\\"));
    assertThat(name.getKeyProperty("subscription")).isEqualTo(ObjectName.quote("all=of,them*"));
    assertThat(endpoint(Bean.class).getSubscription()).isEqualTo("all=of,them*");
  }

  @Test
  void shouldTellEndpointsOfOneSubscriptionApart() throws Exception {
    MessagingActivationSpec again = spec();
    deploy(new Bean(), spec());
    TestEndpoints<?> second = deploy(new Bean(), again);
    deploy(new OtherBean(), spec());

    assertThat(names()).extracting(name -> name.getKeyProperty("number")).containsOnly(null, "2");
    assertThat(names()).hasSize(3);
    container.deactivate(second, again);
    assertThat(names())
        .extracting(name -> name.getKeyProperty("number"))
        .containsOnly((String) null);
  }

  @ParameterizedTest
  @EnumSource(Attribute.class)
  void shouldCountWhatSucceedsAndWhatIsRepeated(Attribute attribute) throws Exception {
    Bean bean =
        new Bean(
            message -> {
              if (message.value().equals("b") && message.deliveryCount() == 1) {
                throw new IllegalStateException("Fails once");
              }
            });
    deploy(bean, attribute, spec());
    EndpointMXBean endpoint = endpoint(Bean.class);
    Instant before = Instant.now();

    send("a", "b");

    await().untilAsserted(() -> assertThat(endpoint.getAcknowledged()).isEqualTo(2));
    await().untilAsserted(() -> assertThat(endpoint.getInFlight()).isZero());
    assertThat(endpoint.getDelivered()).isEqualTo(3);
    assertThat(endpoint.getRedelivered()).isEqualTo(1);
    assertThat(endpoint.getDeadLettered()).isZero();
    assertThat(endpoint.getLastError()).contains("IllegalStateException", "Fails once");
    assertThat(Instant.parse(endpoint.getLastErrorTime())).isBetween(before, Instant.now());
  }

  @Test
  void shouldSayHowABeanFailedWhoseTransactionWasCommitted() throws Exception {
    try (CapturedLog log = new CapturedLog("org.heddle.ra.inbound.EndpointDispatcher", TOPIC)) {
      deploy(
          new Bean(
              message -> {
                throw new Exception("Checked");
              }),
          spec());
      EndpointMXBean endpoint = endpoint(Bean.class);

      send("a");

      await().untilAsserted(() -> assertThat(log.count(Level.WARNING)).isEqualTo(1));
      assertThat(log.records()).hasSize(1);
      assertThat(log.records().get(0).getMessage()).contains("java.lang.Exception: Checked");
      assertThat(endpoint.getLastError()).contains("Checked");
      assertThat(endpoint.getAcknowledged()).isEqualTo(1);
      assertThat(endpoint.getRedelivered()).isZero();
    }
  }

  @Test
  void shouldCountDeadLetters() throws Exception {
    deploy(
        new Bean(
            message -> {
              throw new RejectedMessageException("Never");
            }),
        spec());
    EndpointMXBean endpoint = endpoint(Bean.class);

    send("a");

    await().untilAsserted(() -> assertThat(endpoint.getDeadLettered()).isEqualTo(1));
    assertThat(endpoint.getDelivered()).isEqualTo(1);
    assertThat(endpoint.getRedelivered()).isZero();
    assertThat(endpoint.getAcknowledged()).isZero();
    assertThat(endpoint.getLastError()).contains("Never");
  }

  @Test
  void shouldCountWhatCannotBeReadAsADeadLetterThatWasNotDelivered() throws Exception {
    deploy(new NumberBean(), spec());
    EndpointMXBean endpoint = endpoint(NumberBean.class);

    send("no number");

    await().untilAsserted(() -> assertThat(endpoint.getDeadLettered()).isEqualTo(1));
    assertThat(endpoint.getDelivered()).isZero();
    assertThat(endpoint.getLastError()).isNotEmpty();
  }

  @Test
  void shouldCountTheMessagesOfABatch() throws Exception {
    MessagingActivationSpec spec = spec();
    spec.setBatchSize(5);
    spec.setBatchTimeoutMillis(Patience.LIMIT.toMillis());
    deploy(new BatchBean(), spec);
    EndpointMXBean endpoint = endpoint(BatchBean.class);

    send(1, 2, 3, 4, 5);

    await().untilAsserted(() -> assertThat(endpoint.getAcknowledged()).isEqualTo(5));
    assertThat(endpoint.getDelivered()).isEqualTo(10);
    assertThat(endpoint.getRedelivered()).isEqualTo(5);
  }

  @Test
  void shouldSayWhyTheContainerTakesNoDelivery() throws Exception {
    MessageEndpointFactory broken =
        (MessageEndpointFactory)
            Proxy.newProxyInstance(
                getClass().getClassLoader(),
                new Class<?>[] {MessageEndpointFactory.class},
                (proxy, method, arguments) ->
                    switch (method.getName()) {
                      case "getEndpointClass" -> Bean.class;
                      case "isDeliveryTransacted" -> false;
                      default -> throw new IllegalStateException("The bean cannot be made");
                    });
    container.adapter().endpointActivation(broken, spec());
    EndpointMXBean endpoint = endpoint(Bean.class);

    send("a");

    await().untilAsserted(() -> assertThat(endpoint.getLastError()).contains("cannot be made"));
    assertThat(endpoint.getDelivered()).isZero();
  }

  @Test
  void shouldLeaveTheMessagesToOthersWhilePaused() throws Exception {
    Bean paused = new Bean();
    deploy(paused, spec());
    EndpointMXBean endpoint = endpoint(Bean.class);
    awaitState(endpoint, "RUNNING");

    assertThat(endpoint.drain(Patience.LIMIT.toMillis())).isTrue();
    endpoint.pause();

    assertThat(endpoint.getState()).isEqualTo("PAUSED");
    assertThat(endpoint.getLag()).isEqualTo(-1);
    OtherBean other = new OtherBean();
    MessagingActivationSpec others = spec();
    TestEndpoints<?> deployed = deploy(other, others);
    send("a", "b");
    await().untilAsserted(() -> assertThat(other.values).containsExactlyInAnyOrder("a", "b"));
    container.deactivate(deployed, others);
    assertThat(paused.values).isEmpty();

    send("c");
    endpoint.resume();

    // Never unsubscribed: what was sent meanwhile is there.
    await().untilAsserted(() -> assertThat(paused.values).containsExactly("c"));
    assertThat(endpoint.getState()).isEqualTo("RUNNING");
  }

  @Test
  void shouldFinishWhatIsInFlightBeforeItIsPaused() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    Bean bean =
        new Bean(
            message -> {
              called.countDown();
              free.await();
            });
    TestEndpoints<?> endpoints = deploy(bean, spec());
    EndpointMXBean endpoint = endpoint(Bean.class);
    send("a", "b");
    called.await();

    assertThat(endpoint.drain(1)).isFalse();

    assertThat(endpoint.getState()).isEqualTo("PAUSING");
    assertThat(endpoint.getInFlight()).isEqualTo(1);
    assertThat(endpoint.getLag()).isEqualTo(2);
    free.countDown();
    assertThat(endpoint.drain(Patience.LIMIT.toMillis())).isTrue();
    assertThat(endpoint.getState()).isEqualTo("PAUSED");
    assertThat(endpoint.getInFlight()).isZero();
    assertThat(endpoint.getAcknowledged()).isEqualTo(1);
    assertThat(endpoint.getRedelivered()).isZero();
    assertThat(bean.values).containsExactly("a");
    assertThat(endpoints.openEndpoints()).isZero();
  }

  @Test
  void shouldGoOnWithoutWaitingForWhatIsInFlight() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    CountDownLatch free = new CountDownLatch(1);
    Bean bean =
        new Bean(
            message -> {
              if (message.value().equals("slow")) {
                called.countDown();
                free.await();
              }
            });
    MessagingActivationSpec spec = spec();
    spec.setConcurrency(2);
    deploy(bean, spec);
    EndpointMXBean endpoint = endpoint(Bean.class);
    send("slow");
    called.await();
    endpoint.pause();
    send("quick");

    endpoint.resume();

    await().untilAsserted(() -> assertThat(bean.values).containsExactly("slow", "quick"));
    assertThat(endpoint.getState()).isEqualTo("RUNNING");
    free.countDown();
    await().untilAsserted(() -> assertThat(endpoint.getAcknowledged()).isEqualTo(2));
    assertThat(endpoint.getRedelivered()).isZero();
  }

  @Test
  void shouldStartWhatIsNotToStartByItself() throws Exception {
    MessagingActivationSpec spec = spec();
    spec.setAutoStart(false);
    Bean bean = new Bean();
    deploy(bean, spec);
    EndpointMXBean endpoint = endpoint(Bean.class);
    send("a");
    assertThat(endpoint.getState()).isEqualTo("PAUSED");
    assertThat(endpoint.drain(0)).isTrue();

    endpoint.resume();
    endpoint.resume();

    await().untilAsserted(() -> assertThat(bean.values).containsExactly("a"));
    assertThat(endpoint.getState()).isEqualTo("RUNNING");
  }

  @Test
  void shouldStopConnectingWhenItIsPaused() throws Exception {
    ConsumerOptions exclusive = ConsumerOptions.defaults().withConsumerType(ConsumerType.EXCLUSIVE);
    MessagingActivationSpec spec = spec();
    spec.setConsumerType("EXCLUSIVE");
    Bean bean = new Bean();
    try (PubSubConnection connection = factory.getConnection()) {
      MessageConsumer<String> first =
          connection.createConsumer(TOPIC, "s", String.class, exclusive);
      deploy(bean, spec);
      EndpointMXBean endpoint = endpoint(Bean.class);
      await().untilAsserted(() -> assertThat(endpoint.getLastError()).contains("EXCLUSIVE"));
      assertThat(endpoint.getState()).isEqualTo("CONNECTING");

      assertThat(endpoint.drain(Patience.LIMIT.toMillis())).isTrue();

      first.close();
      connection.createConsumer(TOPIC, "s", String.class, exclusive).close();
      assertThat(endpoint.getState()).isEqualTo("PAUSED");
      endpoint.resume();
      awaitState(endpoint, "RUNNING");
    }
  }

  @Test
  void shouldRefuseANegativeLimit() throws Exception {
    deploy(new Bean(), spec());
    EndpointMXBean endpoint = endpoint(Bean.class);

    assertThatThrownBy(() -> endpoint.drain(-1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("-1");
  }

  @Test
  void shouldEndWithItsApplicationWhateverItsState() throws Exception {
    CountDownLatch called = new CountDownLatch(1);
    Semaphore free = new Semaphore(0);
    MessagingActivationSpec spec = spec();
    TestEndpoints<?> endpoints =
        deploy(
            new Bean(
                message -> {
                  called.countDown();
                  free.acquire();
                }),
            spec);
    EndpointMXBean endpoint = endpoint(Bean.class);
    send("a");
    called.await();
    endpoint.pause();
    CompletableFuture<Boolean> drained =
        CompletableFuture.supplyAsync(() -> endpoint.drain(Patience.LIMIT.toMillis()));
    CompletableFuture<Void> stopped =
        CompletableFuture.runAsync(() -> container.deactivate(endpoints, spec));
    awaitState(endpoint, "STOPPED");
    assertThatThrownBy(endpoint::resume).isInstanceOf(IllegalStateException.class);
    assertThat(stopped).isNotDone();

    free.release();

    stopped.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
    assertThat(drained.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS)).isFalse();
    assertThat(endpoints.openEndpoints()).isZero();
    assertThat(names()).isEmpty();
  }

  @Test
  void shouldLeaveNothingBehind() throws Exception {
    MessagingActivationSpec first = spec();
    TestEndpoints<?> endpoints = deploy(new Bean(), first);
    container.deactivate(endpoints, first);
    assertThat(names()).isEmpty();
    deploy(new Bean(), spec());
    MessagingActivationSpec never = spec();
    never.setConnectionFactoryLookup("nowhere");
    deploy(new OtherBean(), never);
    EndpointMXBean endpoint = endpoint(OtherBean.class);
    await().untilAsserted(() -> assertThat(endpoint.getLastError()).contains("nowhere"));
    assertThat(names()).hasSize(2);

    container.adapter().stop();

    assertThat(names()).isEmpty();
  }

  @Test
  void shouldWorkEvenIfItCannotBeShown() throws Exception {
    deploy(new Bean(), spec());
    EndpointMXBean endpoint = endpoint(Bean.class);

    // As a pattern, this is no name for an MBean.
    try (Management impossible = new Management("*")) {
      impossible.show(endpoint).run();
    }

    assertThat(names()).hasSize(1);
  }

  @Test
  void shouldDeliverEverythingOnceHoweverItIsPausedAndResumed() throws Exception {
    int count = 2_000;
    Bean bean = new Bean();
    MessagingActivationSpec spec = spec();
    spec.setConcurrency(3);
    spec.setConsumerType("EXCLUSIVE");
    deploy(bean, spec);
    EndpointMXBean endpoint = endpoint(Bean.class);

    try (PubSubConnection connection = factory.getConnection();
        MessageProducer<String> producer = connection.createProducer(TOPIC, String.class)) {
      List<CompletableFuture<Void>> administrators =
          List.of(
              CompletableFuture.runAsync(() -> switchOften(endpoint)),
              CompletableFuture.runAsync(() -> switchOften(endpoint)));
      IntStream.range(0, count).mapToObj(Integer::toString).forEach(producer::send);
      for (CompletableFuture<Void> administrator : administrators) {
        administrator.get(Patience.LIMIT.toSeconds(), TimeUnit.SECONDS);
      }
    }
    endpoint.resume();

    await().untilAsserted(() -> assertThat(endpoint.getAcknowledged()).isEqualTo(count));
    awaitState(endpoint, "RUNNING");
    assertThat(bean.values).hasSize(count).doesNotHaveDuplicates();
    assertThat(endpoint.getRedelivered()).isZero();
    // Never refused by a consumer of its own that is still open.
    assertThat(endpoint.getLastError()).isEmpty();
    assertThat(endpoint.drain(Patience.LIMIT.toMillis())).isTrue();
    assertThat(endpoint.getInFlight()).isZero();
  }

  private static void switchOften(EndpointMXBean endpoint) {
    for (int i = 0; i < 300; i++) {
      if (i % 3 == 0) {
        endpoint.drain(1);
      } else {
        endpoint.pause();
      }
      endpoint.resume();
    }
  }
}
