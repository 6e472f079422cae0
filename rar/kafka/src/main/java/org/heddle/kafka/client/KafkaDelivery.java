package org.heddle.kafka.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.heddle.api.MessageId;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.Delivery;

/** One handing-out of a record. */
final class KafkaDelivery implements Delivery {

  private static final byte[] NOTHING = {};

  private final KafkaSubscription consumer;
  private final TrackedRecord tracked;
  private final ConsumerRecord<byte[], byte[]> record;
  private final int deliveryCount;

  KafkaDelivery(
      KafkaSubscription consumer,
      TrackedRecord tracked,
      ConsumerRecord<byte[], byte[]> record,
      int deliveryCount) {
    this.consumer = consumer;
    this.tracked = tracked;
    this.record = record;
    this.deliveryCount = deliveryCount;
  }

  @Override
  public BackendConsumer consumer() {
    return consumer;
  }

  KafkaSubscription subscription() {
    return consumer;
  }

  TrackedRecord tracked() {
    return tracked;
  }

  @Override
  public byte[] payload() {
    return record.value() == null ? NOTHING : record.value();
  }

  @Override
  public Map<String, String> properties() {
    return Records.properties(record.headers());
  }

  @Override
  public Optional<String> key() {
    return Optional.ofNullable(record.key()).map(bytes -> new String(bytes, UTF_8));
  }

  @Override
  public MessageId id() {
    return new KafkaMessageId(record.topic(), record.partition(), record.offset());
  }

  @Override
  public String reference() {
    return new MessageReference(tracked.tracker().partition(), record.offset(), record.timestamp())
        .toString();
  }

  @Override
  public int deliveryCount() {
    return deliveryCount;
  }

  @Override
  public Instant publishTime() {
    // Topics that carry no time say -1.
    return Instant.ofEpochMilli(Math.max(0, record.timestamp()));
  }

  boolean finish() {
    return tracked.finish(this);
  }

  @Override
  public String toString() {
    return "KafkaDelivery[" + id() + ", " + deliveryCount + "]";
  }
}
