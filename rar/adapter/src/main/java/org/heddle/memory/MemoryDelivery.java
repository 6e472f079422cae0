package org.heddle.memory;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.heddle.api.MessageId;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.Delivery;

/** One handing-over of a stored message. */
final class MemoryDelivery implements Delivery {

  /** What became of it. */
  enum State {
    /** Whoever polled it owns it. */
    IN_FLIGHT,
    /** Acknowledged, or its subscription is gone: it will not come again. */
    FINISHED,
    /** Given back: its message is, or will be, delivered again. */
    GIVEN_BACK
  }

  final MemoryConsumer consumer;
  final MemorySubscription subscription;
  final StoredMessage message;

  /** Guarded by the broker's lock. */
  State state = State.IN_FLIGHT;

  private final int deliveryCount;

  MemoryDelivery(
      MemoryConsumer consumer,
      MemorySubscription subscription,
      StoredMessage message,
      int deliveryCount) {
    this.consumer = consumer;
    this.subscription = subscription;
    this.message = message;
    this.deliveryCount = deliveryCount;
  }

  @Override
  public BackendConsumer consumer() {
    return consumer;
  }

  @Override
  public byte[] payload() {
    return message.record.payload();
  }

  @Override
  public Map<String, String> properties() {
    return message.record.properties();
  }

  @Override
  public Optional<String> key() {
    return message.record.key();
  }

  @Override
  public MessageId id() {
    return message.id;
  }

  @Override
  public String reference() {
    return message.id.life() + "/" + message.id.sequence();
  }

  @Override
  public int deliveryCount() {
    return deliveryCount;
  }

  @Override
  public Instant publishTime() {
    return message.publishTime;
  }
}
