package org.heddle.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.admin.NewTopic;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.InvalidTopicException;
import org.heddle.api.MessageTooLargeException;
import org.heddle.api.QualityOfService;
import org.heddle.api.Topic;
import org.heddle.api.UnknownTopicException;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.ProducerSpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(SharedBroker.class)
class KafkaProducerTest {

  private static final int MIB = 1 << 20;

  private final Topic topic = Topic.of("producer-" + UUID.randomUUID());
  private final String name = TopicNames.of(topic);
  private KafkaBroker broker;
  private TestClient client;

  @BeforeEach
  void open(KafkaBroker shared) {
    broker = shared;
    client = TestClient.of(shared.bootstrapServers());
  }

  @AfterEach
  void close() {
    client.close();
  }

  @Test
  void shouldSendSeveralMegabytesWhereTheTopicAllowsIt() throws Exception {
    try (var admin = Native.admin(broker.bootstrapServers())) {
      NewTopic large = new NewTopic(name, Optional.empty(), Optional.empty());
      large.configs(Map.of("max.message.bytes", "" + 10 * MIB));
      admin.createTopics(List.of(large)).all().get();
    }

    client.send(topic, bytes(8 * MIB));

    assertThat(client.open(topic, name).next().payload()).hasSize(8 * MIB);
  }

  @Test
  void shouldTellSizeAndLimitOfTheBroker() {
    assertThatThrownBy(() -> client.send(topic, bytes(6 * MIB)))
        .asInstanceOf(type(MessageTooLargeException.class))
        .satisfies(
            e -> {
              assertThat(e).hasMessageContaining(topic.toString()).hasMessageContaining("max.me");
              assertThat(e.size()).isBetween(6L * MIB, 6L * MIB + 200);
              assertThat(e.limit()).isEqualTo(SharedBroker.MAX_MESSAGE_BYTES);
            });
  }

  @Test
  void shouldTellSizeAndLimitOfTheClient() {
    ProducerSpec spec = new ProducerSpec(topic, Map.of("max.request.size", "1000"));
    try (BackendProducer producer = client.backend().openProducer(spec)) {
      assertThatThrownBy(() -> TestClient.result(producer.send(bytes(5000))))
          .asInstanceOf(type(MessageTooLargeException.class))
          .satisfies(
              e -> {
                assertThat(e).hasMessageContaining("max.request.size");
                assertThat(e.size()).isBetween(5000L, 5200L);
                assertThat(e.limit()).isEqualTo(1000);
              });
    }
  }

  @Test
  void shouldCreateTheTopicThatItSendsTo() throws Exception {
    client.close();
    client = TestClient.of(broker.bootstrapServers(), bean -> bean.setPartitions(3));

    client.send(topic, "a");

    try (var admin = Native.admin(broker.bootstrapServers())) {
      assertThat(admin.describeTopics(List.of(name)).allTopicNames().get().get(name).partitions())
          .hasSize(3);
    }
  }

  @Test
  void shouldRefuseAnUnknownTopicWhereNoneIsToBeCreated() {
    client.close();
    client = TestClient.of(broker.bootstrapServers(), bean -> bean.setAutoCreateTopics(false));

    assertThatThrownBy(() -> client.send(topic, "a"))
        .isInstanceOf(UnknownTopicException.class)
        .hasMessageContaining(topic.toString())
        .hasMessageContaining("autoCreateTopics");
    assertThatThrownBy(() -> client.open(topic, "s")).isInstanceOf(UnknownTopicException.class);
  }

  @Test
  void shouldCreateATopicAgainThatSomebodyElseDeleted() throws Exception {
    client.close();
    client =
        TestClient.of(broker.bootstrapServers(), bean -> bean.setOperationTimeoutMillis(2000L));
    client.send(topic, "a");
    try (var admin = Native.admin(broker.bootstrapServers())) {
      admin.deleteTopics(List.of(name)).all().get();
    }

    boolean sent = false;
    for (int attempt = 0; attempt < 3 && !sent; attempt++) {
      try {
        client.send(topic, "b");
        sent = true;
      } catch (UnknownTopicException e) {
        assertThat(e).hasMessageContaining(topic.toString());
      }
    }

    assertThat(Native.readCommitted(broker.bootstrapServers(), name)).containsExactly("b");
  }

  @Test
  void shouldSendBestEffortWithoutAnAnswerOfTheBroker() throws Exception {
    var id = client.send(topic.withQuality(QualityOfService.BEST_EFFORT), bytes(1));

    assertThat(id).isEqualTo(new KafkaMessageId(name, 0, -1)).hasToString(name + "-0@?");
  }

  @Test
  void shouldRefuseAPropertyThatWouldBreakIt() {
    assertThatThrownBy(
            () ->
                client
                    .backend()
                    .openProducer(new ProducerSpec(topic, Map.of("transactional.id", "x"))))
        .isInstanceOf(UnsupportedByBrokerException.class)
        .hasMessageContaining("transactional.id")
        .hasMessageContaining(topic.toString());
  }

  @Test
  void shouldSayThatAPropertyCannotBeRead() {
    ProducerSpec spec = new ProducerSpec(topic, Map.of("compression.type", "none of these"));
    try (BackendProducer producer = client.backend().openProducer(spec)) {
      assertThatThrownBy(() -> TestClient.result(producer.send(bytes(1))))
          .hasMessageContaining("compression.type");
    }
  }

  @Test
  void shouldRefuseUseAfterClose() {
    BackendProducer producer = client.backend().openProducer(new ProducerSpec(topic, Map.of()));
    producer.close();

    assertThatThrownBy(() -> producer.send(bytes(1)))
        .isInstanceOf(AlreadyClosedException.class)
        .hasMessageContaining(topic.toString());
  }

  @Test
  void shouldRefuseANameThatTheBrokerTakesForAnother() throws Exception {
    client.send(Topic.of(name + "_x"), "a");

    assertThatThrownBy(() -> client.send(Topic.of(name + ".x"), "a"))
        .isInstanceOf(InvalidTopicException.class)
        .hasMessageContaining(name + ".x")
        .hasMessageContaining(name + "_x");
  }

  @Test
  void shouldCreateFindAndDeleteTopics() {
    var topics = client.backend().topics();

    assertThat(topics.exists(topic.toString())).isFalse();
    assertThat(topics.create(topic.toString(), 2)).isTrue();
    assertThat(topics.create(topic.toString())).isFalse();
    assertThat(topics.exists(name)).isTrue();
    assertThat(topics.delete(topic.toString())).isTrue();
    assertThat(topics.delete(topic.toString())).isFalse();
    assertThat(topics.exists(topic.toString())).isFalse();
    assertThatThrownBy(() -> topics.create(topic.toString(), 0))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> topics.create("a:b")).isInstanceOf(InvalidTopicException.class);
  }

  private static OutboundRecord bytes(int size) {
    return new OutboundRecord(new byte[size], Map.of(), Optional.empty());
  }
}
