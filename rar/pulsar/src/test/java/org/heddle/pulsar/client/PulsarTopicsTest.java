package org.heddle.pulsar.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.UUID;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.Topic;
import org.heddle.api.UnknownTopicException;
import org.heddle.brokers.pulsar.PulsarBroker;
import org.heddle.contract.Inbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(SharedBroker.class)
@Execution(ExecutionMode.CONCURRENT)
class PulsarTopicsTest {

  private final String tenant = "tenant-" + UUID.randomUUID();
  private final Topic topic = Topic.parse("q1/" + tenant + "/space/queue");

  @ParameterizedTest
  @ValueSource(strings = {"q0", "q1", "q2"})
  void shouldCreateTenantAndNamespaceWithTheTopic(String quality, PulsarBroker broker)
      throws Exception {
    String text = quality + "/" + tenant + "/space/queue";
    try (TestClient client = TestClient.of(broker)) {
      assertThat(client.backend().topics().exists(text)).isFalse();
      client.send(Topic.parse(text), "a");
      assertThat(client.backend().topics().exists(text)).isTrue();
    }
  }

  @Test
  void shouldNameTheNamespaceThatIsMissingWithoutTheRestInterface(PulsarBroker broker) {
    try (TestClient client = TestClient.of(bean -> bean.setServiceUrl(broker.serviceUrl()))) {
      assertThatThrownBy(() -> client.send(topic, "a"))
          .isInstanceOf(UnknownTopicException.class)
          .hasMessageContainingAll(topic.toString(), "tenant", "adminUrl");
      assertThatThrownBy(() -> client.open(topic, "s"))
          .isInstanceOf(UnknownTopicException.class)
          .hasMessageContainingAll(topic.toString(), "adminUrl");
    }
  }

  @Test
  void shouldWorkWithoutTheRestInterfaceWhereTheNamespaceExists(PulsarBroker broker)
      throws Exception {
    Topic simple = Topic.parse("q2/public/default/" + UUID.randomUUID());
    try (TestClient client = TestClient.of(bean -> bean.setServiceUrl(broker.serviceUrl()))) {
      client.send(simple, "a");
      assertThat(client.open(simple, "s").acknowledge(1)).containsExactly("a");
      client.backend().ping();
    }
  }

  @Test
  void shouldCreateNothingThatItIsNotToCreate(PulsarBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker, bean -> bean.setAutoCreateTopics(false))) {
      assertThatThrownBy(() -> client.send(topic, "a"))
          .isInstanceOf(UnknownTopicException.class)
          .hasMessageContainingAll(topic.toString(), "autoCreateTopics");
      assertThatThrownBy(() -> client.open(topic, "s")).isInstanceOf(UnknownTopicException.class);
      assertThat(client.backend().topics().create(topic.toString())).isTrue();
      client.send(topic, "a");
      assertThat(client.open(topic, "s").acknowledge(1)).containsExactly("a");
    }
  }

  @Test
  void shouldServeTopicsOfSeveralPartitions(PulsarBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker, bean -> bean.setPartitions(3))) {
      for (ConsumerType type : ConsumerType.values()) {
        Topic partitioned = topic.withSuffix(type.name());
        Inbox inbox = client.open(partitioned, "s", InitialPosition.LATEST, type);
        client.sendKeyed(partitioned, List.of("a", "b", "c", "d", "e", "f"));
        assertThat(inbox.acknowledge(6)).containsExactlyInAnyOrder("a", "b", "c", "d", "e", "f");
        assertThat(client.backend().topics().create(partitioned.toString())).isFalse();
        assertThat(client.backend().topics().delete(partitioned.toString())).isTrue();
        assertThat(client.backend().topics().exists(partitioned.toString())).isFalse();
      }
    }
  }

  @Test
  void shouldNotBringADeletedTopicBackByItself(PulsarBroker broker) throws Exception {
    try (TestClient client = TestClient.of(broker)) {
      client.send(topic, "old");
      assertThat(client.backend().topics().delete(topic.toString())).isTrue();
      assertThat(client.backend().topics().exists(topic.toString())).isFalse();
      client.send(topic, "new");
      assertThat(client.open(topic, "s").acknowledge(1)).containsExactly("new");
    }
  }
}
