package org.heddle.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.MessageId;
import org.heddle.api.Topic;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.Delivery;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.PendingSend;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.SubscriptionSpec;
import org.heddle.spi.UnitOfWork;

/** An open broker with a manual clock, and words to use it with. */
final class BrokerFixture {

  static final Duration SEND_TIMEOUT = Duration.ofSeconds(10);

  final ManualContext context = new ManualContext();
  final Backend backend;

  BrokerFixture() {
    this(MemorySettings.defaults());
  }

  BrokerFixture(MemorySettings settings) {
    backend = settings.open(context);
  }

  /** Opens a broker that keeps a number of messages whose text has {@code length} characters. */
  static BrokerFixture withRoomFor(int messages, int length) {
    long bytes = (long) messages * (length + StoredMessage.OVERHEAD);
    return new BrokerFixture(new MemorySettings("small", bytes, bytes, SEND_TIMEOUT));
  }

  static OutboundRecord record(String text) {
    return new OutboundRecord(text.getBytes(UTF_8), Map.of(), Optional.empty());
  }

  static String text(Delivery delivery) {
    return new String(delivery.payload(), UTF_8);
  }

  static SubscriptionSpec spec(
      String topic, String subscription, InitialPosition position, ConsumerType type) {
    return new SubscriptionSpec(Topic.parse(topic), subscription, position, type, Map.of());
  }

  BackendProducer producer(String topic) {
    return backend.openProducer(new ProducerSpec(Topic.parse(topic), Map.of()));
  }

  CompletableFuture<MessageId> send(String topic, String text) {
    return producer(topic).send(record(text));
  }

  void sendAll(String topic, String... texts) {
    for (String text : texts) {
      send(topic, text).join();
    }
  }

  BackendConsumer consumer(String topic, String subscription) {
    return consumer(topic, subscription, ConsumerType.SHARED);
  }

  BackendConsumer consumer(String topic, String subscription, ConsumerType type) {
    return consumer(topic, subscription, InitialPosition.LATEST, type, new Probe());
  }

  BackendConsumer earliest(String topic, String subscription) {
    return consumer(
        topic, subscription, InitialPosition.EARLIEST, ConsumerType.SHARED, new Probe());
  }

  BackendConsumer consumer(
      String topic, String subscription, InitialPosition position, ConsumerType type, Probe probe) {
    return backend.openConsumer(spec(topic, subscription, position, type), probe);
  }

  /** Polls until nothing is ready. */
  List<Delivery> drain(BackendConsumer consumer) {
    List<Delivery> deliveries = new ArrayList<>();
    for (Delivery next = consumer.poll(); next != null; next = consumer.poll()) {
      deliveries.add(next);
    }
    return deliveries;
  }

  /** Polls until nothing is ready, acknowledges, and returns what it was. */
  List<String> receiveAll(BackendConsumer consumer) {
    List<Delivery> deliveries = drain(consumer);
    deliveries.forEach(consumer::acknowledge);
    return texts(deliveries);
  }

  static List<String> texts(List<Delivery> deliveries) {
    return deliveries.stream().map(BrokerFixture::text).toList();
  }

  static PendingSend pending(String topic, String text) {
    return new PendingSend(
        new ProducerSpec(Topic.parse(topic), Map.of()), record(text), new CompletableFuture<>());
  }

  static UnitOfWork unit(List<PendingSend> sends, Delivery... acknowledgements) {
    return new UnitOfWork(sends, List.of(acknowledgements));
  }
}
