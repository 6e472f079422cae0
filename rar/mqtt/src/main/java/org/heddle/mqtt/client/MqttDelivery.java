package org.heddle.mqtt.client;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.heddle.api.MessageId;
import org.heddle.spi.Delivery;

/** One handing-out of a message. */
final class MqttDelivery implements Delivery {

  /** The property that tells the topic, where several can come. */
  private static final String TOPIC = "mqtt.topic";

  private final MqttConsumer consumer;
  private final Held held;
  private final int deliveryCount;
  private final String topic;

  MqttDelivery(MqttConsumer consumer, Held held, int deliveryCount) {
    this.consumer = consumer;
    this.held = held;
    this.deliveryCount = deliveryCount;
    this.topic = held.arrival.topic();
  }

  @Override
  public MqttConsumer consumer() {
    return consumer;
  }

  Held held() {
    return held;
  }

  @Override
  public byte[] payload() {
    return held.letter().payload();
  }

  @Override
  public Map<String, String> properties() {
    if (!consumer.isWild()) {
      return held.letter().properties();
    }
    Map<String, String> properties = new TreeMap<>(held.letter().properties());
    properties.put(TOPIC, topic);
    return Map.copyOf(properties);
  }

  @Override
  public Optional<String> key() {
    return held.letter().key();
  }

  @Override
  public MessageId id() {
    return new MqttMessageId(held.id());
  }

  @Override
  public String reference() {
    return held.id();
  }

  @Override
  public int deliveryCount() {
    return deliveryCount;
  }

  @Override
  public Instant publishTime() {
    return held.time();
  }

  @Override
  public String toString() {
    return "MqttDelivery[" + id() + ", " + deliveryCount + "]";
  }
}
