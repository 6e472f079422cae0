package org.heddle.kafka.client;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.heddle.api.MessagingException;
import org.heddle.kafka.ClientProperties.Client;
import org.heddle.kafka.KafkaSettings;
import org.heddle.spi.support.OwnContext;
import org.heddle.spi.support.SecretFilter;

/** Makes clients from the settings. Safe for several threads. */
final class KafkaClients {

  private final KafkaSettings settings;
  // Clients with the same id would quarrel about the name of their management beans.
  private final AtomicInteger numbers = new AtomicInteger();

  KafkaClients(KafkaSettings settings) {
    this.settings = settings;
  }

  Admin admin() {
    Map<String, Object> properties = settings.clientProperties(Client.ADMIN, Map.of());
    properties.put("client.id", nextId());
    return make("admin client", properties, () -> Admin.create(properties));
  }

  /**
   * Makes a producer.
   *
   * @param own properties of one producer, free for the application
   * @param fixed what the use of the client decides
   */
  Producer<byte[], byte[]> producer(Map<String, String> own, Map<String, ?> fixed) {
    Map<String, Object> properties = producerProperties(own);
    properties.put("client.id", nextId());
    properties.putAll(fixed);
    return make(
        "producer",
        properties,
        () ->
            new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer()));
  }

  /** What producers are configured with, besides what their use decides. */
  Map<String, Object> producerProperties(Map<String, String> own) {
    return new TreeMap<>(settings.clientProperties(Client.PRODUCER, own));
  }

  /**
   * Makes a consumer that commits and jumps nowhere by itself.
   *
   * @param own properties of one consumer, free for the application
   * @param fixed what the use of the client decides
   */
  Consumer<byte[], byte[]> consumer(Map<String, String> own, Map<String, ?> fixed) {
    Map<String, Object> properties = settings.clientProperties(Client.CONSUMER, own);
    properties.put("client.id", nextId());
    properties.put("enable.auto.commit", false);
    properties.put("allow.auto.create.topics", false);
    properties.put("isolation.level", "read_committed");
    // A position that is lost goes back to what is still there, never over it to the end.
    properties.put("auto.offset.reset", "earliest");
    properties.putAll(fixed);
    return make(
        "consumer",
        properties,
        () ->
            new KafkaConsumer<>(
                properties, new ByteArrayDeserializer(), new ByteArrayDeserializer()));
  }

  int nextNumber() {
    return numbers.incrementAndGet();
  }

  private String nextId() {
    return settings.clientId() + "-" + nextNumber();
  }

  private static <T> T make(String what, Map<String, Object> properties, Supplier<T> maker) {
    return OwnContext.call(
        KafkaClients.class,
        () -> {
          try {
            return maker.get();
          } catch (RuntimeException e) {
            throw new MessagingException(
                "A Kafka "
                    + what
                    + " cannot be made with the properties of the connection factory: "
                    + SecretFilter.of(properties).reasons(e));
          }
        });
  }
}
