package org.heddle.pulsar.client;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.heddle.api.MessageId;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.Delivery;

/** One handing out of a message. */
final class PulsarDelivery implements Delivery {

  private final PulsarSubscription subscription;
  private final HeldMessage message;
  private final int count;

  PulsarDelivery(PulsarSubscription subscription, HeldMessage message, int count) {
    this.subscription = subscription;
    this.message = message;
    this.count = count;
  }

  PulsarSubscription subscription() {
    return subscription;
  }

  HeldMessage message() {
    return message;
  }

  @Override
  public BackendConsumer consumer() {
    return subscription;
  }

  @Override
  public byte[] payload() {
    return message.payload();
  }

  @Override
  public Map<String, String> properties() {
    return message.properties();
  }

  @Override
  public Optional<String> key() {
    return message.key();
  }

  @Override
  public MessageId id() {
    return message.id();
  }

  @Override
  public String reference() {
    return MessageReference.of(message.topic(), message.acknowledgedBy()).toString();
  }

  @Override
  public int deliveryCount() {
    return count;
  }

  @Override
  public Instant publishTime() {
    return message.publishTime();
  }

  @Override
  public String toString() {
    return "message " + id() + " of " + subscription;
  }
}
