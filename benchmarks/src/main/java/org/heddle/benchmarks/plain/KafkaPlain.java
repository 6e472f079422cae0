package org.heddle.benchmarks.plain;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Kafka's client: the documented loop that commits the offsets after each poll. */
final class KafkaPlain implements PlainClient {

  private static final Duration WAIT = Duration.ofMillis(100);

  private static final int LARGEST = 8 << 20;

  private final String bootstrapServers;

  KafkaPlain(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  @Override
  public void subscribe(String topic, String subscription) {
    // A group that has no position yet starts with the earliest record.
  }

  @Override
  public void consume(
      String topic, String subscription, Consumer<byte[]> each, BooleanSupplier done) {
    Map<String, Object> configuration =
        Map.of(
            "bootstrap.servers",
            bootstrapServers,
            "group.id",
            subscription,
            "group.protocol",
            "consumer",
            "auto.offset.reset",
            "earliest",
            "enable.auto.commit",
            false,
            // Closing waits for the last fetch.
            "fetch.max.wait.ms",
            100);
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            configuration, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      consumer.subscribe(List.of(topic));
      while (!done.getAsBoolean()) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(WAIT)) {
          each.accept(record.value());
        }
        consumer.commitAsync();
      }
      consumer.commitSync();
    }
  }

  @Override
  public Sender sender(String topic) {
    return new KafkaSender(topic, producer(Map.of()), false);
  }

  @Override
  public Sender transactionalSender(String topic) {
    KafkaProducer<byte[], byte[]> producer =
        producer(Map.of("transactional.id", "plain-" + UUID.randomUUID()));
    producer.initTransactions();
    return new KafkaSender(topic, producer, true);
  }

  private KafkaProducer<byte[], byte[]> producer(Map<String, Object> more) {
    Map<String, Object> configuration = new HashMap<>(more);
    configuration.put("bootstrap.servers", bootstrapServers);
    configuration.put("max.request.size", LARGEST);
    // As the adapter has it: by itself the client makes each send wait for 5 ms.
    configuration.put("linger.ms", 0);
    return new KafkaProducer<>(configuration, new ByteArraySerializer(), new ByteArraySerializer());
  }

  @Override
  public void close() {
    // Each consumer and producer is closed by itself.
  }

  private record KafkaSender(
      String topic, KafkaProducer<byte[], byte[]> producer, boolean transactional)
      implements Sender {

    @Override
    public void send(byte[] payload) throws Exception {
      if (transactional) {
        sendTogether(payload, 1);
      } else {
        producer.send(new ProducerRecord<>(topic, payload)).get();
      }
    }

    @Override
    public void send(byte[] payload, Runnable stored) {
      producer.send(
          new ProducerRecord<>(topic, payload),
          (metadata, failure) -> {
            if (failure == null) {
              stored.run();
            }
          });
    }

    @Override
    public void sendTogether(byte[] payload, int count) {
      producer.beginTransaction();
      for (int i = 0; i < count; i++) {
        producer.send(new ProducerRecord<>(topic, payload));
      }
      producer.commitTransaction();
    }

    @Override
    public void close() {
      producer.close();
    }
  }
}
