package org.heddle.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.heddle.contract.Patience.await;

import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.QualityOfService;
import org.heddle.api.Topic;
import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.contract.Inbox;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class KafkaLifecycleTest {

  private final Topic topic =
      Topic.of("lifecycle-" + UUID.randomUUID(), QualityOfService.EXACTLY_ONCE);

  @Test
  void shouldLeaveNoThreadBehind(KafkaBroker broker) throws Exception {
    Set<Thread> before = Thread.getAllStackTraces().keySet();
    TestClient client = TestClient.of(broker.bootstrapServers());
    client.send(topic, "a");
    client.send(topic.withQuality(QualityOfService.BEST_EFFORT), "b");
    Inbox inbox = client.open(topic, "s-" + topic);
    client.settle(List.of(TestClient.pending(topic, "c")), List.of(inbox.next()));
    assertThat(clientThreads(before)).isNotEmpty();

    client.close();

    await().untilAsserted(() -> assertThat(clientThreads(before)).isEmpty());
  }

  @Test
  void shouldKeepTheCallersClassLoader(KafkaBroker broker) throws Exception {
    ClassLoader mine = new ClassLoader("mine", getClass().getClassLoader()) {};
    Thread.currentThread().setContextClassLoader(mine);
    try (TestClient client = TestClient.of(broker.bootstrapServers())) {
      client.send(topic, "a");
      client.open(topic, "s-" + topic);
      assertThat(Thread.currentThread().getContextClassLoader()).isSameAs(mine);
      assertThat(
              Thread.getAllStackTraces().keySet().stream()
                  .filter(thread -> thread.getContextClassLoader() == mine)
                  .filter(thread -> thread.getName().contains("kafka")))
          .isEmpty();
    } finally {
      Thread.currentThread().setContextClassLoader(getClass().getClassLoader());
    }
  }

  @Test
  void shouldRefuseUseAfterClose(KafkaBroker broker) {
    TestClient client = TestClient.of(broker.bootstrapServers());
    client.close();
    client.close();

    assertThatThrownBy(() -> client.backend().ping()).isInstanceOf(AlreadyClosedException.class);
    assertThatThrownBy(() -> client.open(topic, "s")).isInstanceOf(AlreadyClosedException.class);
    assertThatThrownBy(() -> client.send(topic, "a")).isInstanceOf(AlreadyClosedException.class);
  }

  private static Set<String> clientThreads(Set<Thread> before) {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> !before.contains(thread))
        .map(Thread::getName)
        .filter(name -> name.contains("kafka") || name.contains("Kafka"))
        .collect(Collectors.toSet());
  }
}
