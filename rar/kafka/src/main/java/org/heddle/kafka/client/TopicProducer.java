package org.heddle.kafka.client;

import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.MessageId;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.ProducerSpec;

/** Sends to one topic through a client that it shares with others. */
final class TopicProducer implements BackendProducer {

  private final ProducerSpec spec;
  private final KafkaTopics topics;
  private final SizeLimits limits;
  private final SharedProducers producers;
  private final String action;
  private final long clientLimit;
  private volatile Producer<byte[], byte[]> client;
  private volatile boolean closed;

  TopicProducer(
      ProducerSpec spec, KafkaTopics topics, SizeLimits limits, SharedProducers producers) {
    this.spec = spec;
    this.topics = topics;
    this.limits = limits;
    this.producers = producers;
    this.action = "send to topic '" + spec.topic() + "'";
    this.clientLimit = limits.ofClient(spec.properties());
  }

  @Override
  public void send(OutboundRecord record, CompletableFuture<MessageId> id) {
    if (closed) {
      throw new AlreadyClosedException("The producer of topic '" + spec.topic() + "' is closed");
    }
    try {
      ProducerRecord<byte[], byte[]> outbound =
          Records.outbound(topics.ensure(spec.topic()), record);
      String topic = outbound.topic();
      long size = limits.check(spec.topic(), outbound, clientLimit);
      // Without the record, whose content the client has copied: until the brokers answer, as much
      // as fits in its buffer would be kept a second time.
      client().send(outbound, (metadata, failure) -> answer(id, topic, size, metadata, failure));
    } catch (RuntimeException e) {
      id.completeExceptionally(KafkaFailures.translate(e, action));
    }
  }

  @Override
  public void flush() {
    Producer<byte[], byte[]> used = client;
    if (used != null) {
      try {
        used.flush();
      } catch (RuntimeException e) {
        throw KafkaFailures.translate(e, "flush topic '" + spec.topic() + "'");
      }
    }
  }

  @Override
  public void close() {
    closed = true;
  }

  private Producer<byte[], byte[]> client() {
    Producer<byte[], byte[]> used = client;
    if (used == null) {
      used = producers.get(spec);
      client = used;
    }
    return used;
  }

  private void answer(
      CompletableFuture<MessageId> id,
      String topic,
      long size,
      RecordMetadata metadata,
      Exception failure) {
    if (failure == null) {
      id.complete(new KafkaMessageId(metadata.topic(), metadata.partition(), metadata.offset()));
      return;
    }
    if (KafkaFailures.unwrap(failure) instanceof RecordTooLargeException) {
      limits
          .explainRefusal(spec.topic(), topic, size, failure)
          .thenAccept(id::completeExceptionally);
      return;
    }
    if (KafkaFailures.isUnknownTopic(failure)) {
      topics.forget(topic);
    }
    id.completeExceptionally(KafkaFailures.translate(failure, action));
  }
}
