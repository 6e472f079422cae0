package org.heddle.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.heddle.api.QualityOfService;
import org.heddle.api.Topic;
import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.contract.Inbox;
import org.heddle.kafka.KafkaManagedConnectionFactory;
import org.heddle.spi.Delivery;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The client of a transaction goes away before it hears how the commit went. */
@ExtendWith(SharedBroker.class)
class OutcomeInquiryTest {

  private static final Duration TIMEOUT = Duration.ofSeconds(10);

  private final Topic topic =
      Topic.of("inquiry-" + UUID.randomUUID(), QualityOfService.EXACTLY_ONCE);
  private KafkaBroker broker;
  private TestClient client;
  private OutcomeInquiry inquiry;
  private TransactionalProducer producer;

  @BeforeEach
  void open(KafkaBroker shared) throws Exception {
    broker = shared;
    client = TestClient.of(shared.bootstrapServers());
    KafkaManagedConnectionFactory bean = new KafkaManagedConnectionFactory();
    bean.setBootstrapServers(shared.bootstrapServers());
    KafkaClients clients = new KafkaClients(bean.settings(Optional.empty()));
    inquiry = new OutcomeInquiry(clients, TIMEOUT);
    producer = new TransactionalProducer(clients, Map.of(), "tx-" + UUID.randomUUID(), TIMEOUT);
    client.send(topic, "a");
  }

  @AfterEach
  void close() {
    producer.close(Duration.ZERO);
    client.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldTellByTheRecordsThatWereSent(boolean commit) throws Exception {
    Producer<byte[], byte[]> open = begin();
    List<Future<RecordMetadata>> answers = new ArrayList<>();
    for (String text : List.of("b", "c")) {
      answers.add(open.send(Records.outbound(TopicNames.of(topic), TestClient.record(text))));
    }
    open.flush();
    if (commit) {
      open.commitTransaction();
    }

    assertThat(inquiry.tookEffect(producer, answers, new Acknowledgements(List.of())))
        .isEqualTo(commit);

    assertThat(Native.readCommitted(broker.bootstrapServers(), TopicNames.of(topic)))
        .isEqualTo(commit ? List.of("a", "b", "c") : List.of("a"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldTellByTheOffsetsWhereNothingWasSent(boolean commit) throws Exception {
    Inbox inbox = client.open(topic, "s-" + topic);
    List<Delivery> deliveries = inbox.next(1);
    Acknowledgements acknowledgements = new Acknowledgements(deliveries);
    KafkaSubscription subscription = (KafkaSubscription) inbox.consumer();
    Producer<byte[], byte[]> open = begin();
    open.sendOffsetsToTransaction(
        Acknowledgements.toKafka(acknowledgements.commitPoints().get(subscription)),
        subscription.membership());
    if (commit) {
      open.commitTransaction();
    }

    assertThat(inquiry.tookEffect(producer, List.of(), acknowledgements)).isEqualTo(commit);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void shouldKnowThatNoCommitWasAskedForWithoutEveryAnswer(boolean failed) throws Exception {
    begin();
    CompletableFuture<RecordMetadata> answer = new CompletableFuture<>();
    if (failed) {
      answer.completeExceptionally(new IllegalStateException("not written"));
    }

    assertThat(inquiry.tookEffect(producer, List.of(answer), new Acknowledgements(List.of())))
        .isFalse();
  }

  private Producer<byte[], byte[]> begin() {
    Producer<byte[], byte[]> open = producer.client();
    open.beginTransaction();
    return open;
  }
}
