package org.heddle.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.heddle.api.AccessDeniedException;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.Topic;
import org.heddle.brokers.FreePorts;
import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.spi.ProducerSpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class KafkaAccessTest {

  private final Topic topic = Topic.of("access-" + UUID.randomUUID());

  @Test
  void shouldLogInWithUserAndPassword(KafkaBroker broker) throws Exception {
    try (TestClient client = sasl(broker, SharedBroker.PASSWORD)) {
      client.backend().ping();
      client.send(topic, "a");
      assertThat(client.open(topic, "s-" + topic).acknowledge(1)).containsExactly("a");
    }
  }

  @Test
  @Timeout(20)
  void shouldTellSoonThatThePasswordIsWrong(KafkaBroker broker) {
    String password = "Xyzzy\"\\;=plugh";
    try (TestClient client = sasl(broker, password)) {
      assertDenied(() -> client.backend().ping(), password);
      assertDenied(() -> client.send(topic, "a"), password);
      assertDenied(() -> client.open(topic, "s"), password);
      assertDenied(() -> client.backend().topics().exists("x"), password);
      assertThat(client.backend().toString()).doesNotContain("Xyzzy");
    }
  }

  @Test
  @Timeout(20)
  void shouldTellThatNobodyListens() {
    try (TestClient client =
        TestClient.of(
            "127.0.0.1:" + FreePorts.next(), bean -> bean.setOperationTimeoutMillis(1500L))) {
      assertThatThrownBy(() -> client.backend().ping())
          .isInstanceOf(BrokerUnreachableException.class)
          .hasMessageContaining("bootstrapServers");
      assertThatThrownBy(() -> client.send(topic, "a"))
          .isInstanceOf(BrokerUnreachableException.class)
          .hasMessageContaining(topic.toString());
      assertThatThrownBy(() -> client.open(topic, "s"))
          .isInstanceOf(BrokerUnreachableException.class);
    }
  }

  @Test
  @Timeout(20)
  void shouldTellThatTheSecurityProtocolDoesNotFit(KafkaBroker broker) {
    try (TestClient client =
        TestClient.of(
            broker.bootstrapServers(),
            bean -> {
              bean.setSecurityProtocol("SSL");
              bean.setOperationTimeoutMillis(2000L);
            })) {
      assertThatThrownBy(() -> client.backend().ping())
          .isInstanceOfAny(AccessDeniedException.class, BrokerUnreachableException.class)
          .hasMessageContaining(broker.bootstrapServers());
    }
  }

  @Test
  void shouldOpenWithoutAskingTheBroker() {
    try (TestClient client = TestClient.of("127.0.0.1:" + FreePorts.next())) {
      assertThatCode(() -> client.backend().openProducer(new ProducerSpec(topic, Map.of())))
          .doesNotThrowAnyException();
    }
  }

  private static void assertDenied(ThrowingCallable call, String password) {
    long before = System.nanoTime();
    assertThatThrownBy(call)
        .isInstanceOf(AccessDeniedException.class)
        .hasMessageContaining("password")
        .satisfies(
            e -> {
              StringWriter trace = new StringWriter();
              e.printStackTrace(new PrintWriter(trace));
              assertThat(trace.toString()).doesNotContain(password).doesNotContain("plugh");
            });
    assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(5));
  }

  private static TestClient sasl(KafkaBroker broker, String password) {
    return TestClient.of(
        broker.saslBootstrapServers(),
        bean -> {
          bean.setSecurityProtocol("SASL_PLAINTEXT");
          bean.setSaslMechanism("PLAIN");
          bean.setUserName(SharedBroker.USER);
          bean.setPassword(password);
        });
  }
}
