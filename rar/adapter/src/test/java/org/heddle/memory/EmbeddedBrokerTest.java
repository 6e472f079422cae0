package org.heddle.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.ConsumerOptions;
import org.heddle.api.InitialPosition;
import org.heddle.api.Message;
import org.heddle.api.MessageConsumer;
import org.heddle.api.MessageListener;
import org.heddle.api.PubSubConnection;
import org.heddle.api.PubSubConnectionFactory;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.contract.TestContainer;
import org.heddle.contract.TestEndpoints;
import org.heddle.contract.TestEndpoints.Attribute;
import org.heddle.ra.MessagingActivationSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The broker that is there without any configuration, within a container. */
class EmbeddedBrokerTest {

  private static final String TOPIC = "q1/tg/flow/orders";

  private final TestContainer container = new TestContainer();
  private final PubSubConnectionFactory factory =
      container.factory(new MemoryManagedConnectionFactory());

  /** Notes what it got. */
  private static final class Bean implements MessageListener<String> {
    final List<String> values = new CopyOnWriteArrayList<>();

    @Override
    public void onMessage(Message<String> message) {
      values.add(message.value());
    }
  }

  @AfterEach
  void stop() {
    container.close();
  }

  @Test
  void shouldServeBeansAndFactoriesForWhichNothingIsSaid() throws Exception {
    send("before");
    Bean bean = deploy();
    await().untilAsserted(() -> assertThat(bean.values).containsExactly("before"));
    send("after");
    await().untilAsserted(() -> assertThat(bean.values).containsExactly("before", "after"));
  }

  @Test
  void shouldKeepMessagesWhileNobodyIsConnected() throws Exception {
    send("kept");
    ConsumerOptions earliest =
        ConsumerOptions.defaults().withInitialPosition(InitialPosition.EARLIEST);
    try (PubSubConnection connection = factory.getConnection()) {
      MessageConsumer<String> consumer =
          connection.createConsumer(TOPIC, "s", String.class, earliest);
      assertThat(consumer.receive(Duration.ZERO).value()).isEqualTo("kept");
    }
  }

  @Test
  void shouldSubscribeABeanAgainWhoseTopicWasDeleted() throws Exception {
    Bean bean = deploy();
    send("old");
    await().untilAsserted(() -> assertThat(bean.values).containsExactly("old"));
    try (PubSubConnection connection = factory.getConnection()) {
      connection.topics().delete(TOPIC);
    }
    send("new");
    await().untilAsserted(() -> assertThat(bean.values).containsExactly("old", "new"));
  }

  @Test
  void shouldTellAConsumerThatItsTopicWasDeleted() {
    try (PubSubConnection connection = factory.getConnection();
        MessageConsumer<String> consumer = connection.createConsumer(TOPIC, "s", String.class)) {
      connection.topics().delete(TOPIC);
      assertThatThrownBy(() -> consumer.receive(Duration.ofSeconds(10)))
          .isInstanceOf(BrokerUnreachableException.class)
          .hasMessageContainingAll(TOPIC, "deleted");
    }
  }

  @Test
  void shouldRefuseUsers() {
    assertThatThrownBy(() -> factory.getConnection("alice", "secret"))
        .isInstanceOf(UnsupportedByBrokerException.class)
        .hasMessageNotContaining("secret");
  }

  private Bean deploy() throws Exception {
    MessagingActivationSpec spec = new MessagingActivationSpec();
    spec.setTopic(TOPIC);
    spec.setSubscription("s");
    spec.setInitialPosition("EARLIEST");
    Bean bean = new Bean();
    container.activate(new TestEndpoints<>(container, bean, Attribute.REQUIRED), spec);
    return bean;
  }

  private void send(String value) {
    try (PubSubConnection connection = factory.getConnection()) {
      connection.createProducer(TOPIC, String.class).send(value);
    }
  }
}
