package org.heddle.kafka.client;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.config.TopicConfig;
import org.heddle.api.MessageTooLargeException;
import org.heddle.api.MessagingException;
import org.heddle.api.Topic;

/** Says of a message that is too large whose limit that is. Safe for several threads. */
final class SizeLimits {

  private final KafkaClients clients;
  private final KafkaAdmin admin;

  /** By the producers' own properties: a transaction asks for each of its sends. */
  private final Map<Map<String, String>, Long> ofClients = new ConcurrentHashMap<>();

  SizeLimits(KafkaClients clients, KafkaAdmin admin) {
    this.clients = clients;
    this.admin = admin;
  }

  /** The largest record that a producer with these properties takes. */
  long ofClient(Map<String, String> own) {
    return ofClients.computeIfAbsent(own, this::findOfClient);
  }

  private long findOfClient(Map<String, String> own) {
    Map<String, Object> properties = clients.producerProperties(own);
    return Math.min(
        number(properties, ProducerConfig.MAX_REQUEST_SIZE_CONFIG),
        number(properties, ProducerConfig.BUFFER_MEMORY_CONFIG));
  }

  /**
   * Checks a record before it is given to the client, which in a transaction would spoil it.
   *
   * @return its size
   * @throws MessageTooLargeException if the record is larger than the limit
   */
  long check(Topic topic, ProducerRecord<byte[], byte[]> record, long limit) {
    long size = Records.size(record);
    if (size > limit) {
      throw new MessageTooLargeException(
          topic.toString(),
          size,
          limit,
          "raise max.request.size and buffer.memory in the properties of the connection factory",
          null);
    }
    return size;
  }

  /**
   * Asks for the limit of a topic whose broker refused a record; waits for nothing.
   *
   * @param name what the broker calls the topic
   * @param size of the record, as {@link #check} found it
   */
  CompletableFuture<MessagingException> explainRefusal(
      Topic topic, String name, long size, Throwable cause) {
    CompletableFuture<MessagingException> explained = new CompletableFuture<>();
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, name);
    try {
      admin
          .client()
          .describeConfigs(List.of(resource))
          .values()
          .get(resource)
          .whenComplete(
              (config, failure) ->
                  explained.complete(
                      tooLarge(topic, size, failure == null ? limit(config) : -1, cause)));
    } catch (RuntimeException e) {
      explained.complete(tooLarge(topic, size, -1, cause));
    }
    return explained;
  }

  private static MessagingException tooLarge(Topic topic, long size, long limit, Throwable cause) {
    if (limit < 0) {
      return new MessagingException(
          "A message of "
              + size
              + " bytes for topic '"
              + topic
              + "' is larger than the broker takes; raise max.message.bytes of the topic",
          cause);
    }
    return new MessageTooLargeException(
        topic.toString(),
        size,
        limit,
        "raise max.message.bytes of the topic, or message.max.bytes of the brokers",
        cause);
  }

  private static long limit(Config config) {
    return Long.parseLong(config.get(TopicConfig.MAX_MESSAGE_BYTES_CONFIG).value());
  }

  private static long number(Map<String, Object> properties, String name) {
    return Long.parseLong(String.valueOf(properties.get(name)).strip());
  }
}
