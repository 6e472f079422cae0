package org.heddle.ra.codec;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.heddle.api.Message;
import org.heddle.api.MessageId;
import org.heddle.spi.Delivery;

/**
 * A delivery as applications see it. Decodes once, when the value is asked for.
 *
 * @param <T> the type of the value
 */
public final class ReceivedMessage<T> implements Message<T> {

  private final Delivery delivery;
  private final Codec<T> codec;
  private T value;
  private boolean decoded;

  /**
   * Wraps a delivery.
   *
   * @param delivery the bytes
   * @param codec what reads them
   */
  public ReceivedMessage(Delivery delivery, Codec<T> codec) {
    this.delivery = delivery;
    this.codec = codec;
  }

  /**
   * Returns what is wrapped.
   *
   * @return the delivery
   */
  public Delivery delivery() {
    return delivery;
  }

  @Override
  public synchronized T value() {
    if (!decoded) {
      value = codec.decode(delivery.payload());
      decoded = true;
    }
    return value;
  }

  @Override
  public Map<String, String> properties() {
    return delivery.properties();
  }

  @Override
  public MessageId id() {
    return delivery.id();
  }

  @Override
  public String topic() {
    return delivery.consumer().spec().topic().toString();
  }

  @Override
  public int deliveryCount() {
    return delivery.deliveryCount();
  }

  @Override
  public Instant publishTime() {
    return delivery.publishTime();
  }

  @Override
  public Optional<String> key() {
    return delivery.key();
  }

  @Override
  public String toString() {
    return "Message[" + topic() + " " + id() + "]";
  }
}
