package org.heddle.benchmarks.plain;

import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** A broker's own client. For one thread at a time. */
public interface PlainClient extends AutoCloseable {

  /** Sees to it that the broker keeps what is sent to the topic from now on for a subscription. */
  void subscribe(String topic, String subscription) throws Exception;

  /**
   * Takes messages in a loop, hands each to the consumer and acknowledges it then; what it has
   * acknowledged, the broker knows when this returns.
   *
   * @param done asked after each message
   */
  void consume(String topic, String subscription, Consumer<byte[]> each, BooleanSupplier done)
      throws Exception;

  /**
   * The same with several threads that share a consumer; {@code each} is called by all of them.
   *
   * @throws UnsupportedOperationException if the client's consumer is for one thread
   */
  default void consume(
      String topic, String subscription, int threads, Consumer<byte[]> each, BooleanSupplier done)
      throws Exception {
    throw new UnsupportedOperationException();
  }

  /** Makes a producer whose messages the broker confirms when it has stored them. */
  Sender sender(String topic) throws Exception;

  /**
   * Makes a producer of transactions.
   *
   * @throws UnsupportedOperationException if the broker has none
   */
  Sender transactionalSender(String topic) throws Exception;

  @Override
  void close() throws Exception;

  /** A producer of one topic. */
  interface Sender extends AutoCloseable {

    /** Sends and waits for the broker, the sender's transaction included if it makes them. */
    void send(byte[] payload) throws Exception;

    /** Sends; tells when the broker has it. Blocks while the client's buffer is full. */
    void send(byte[] payload, Runnable stored) throws Exception;

    /** Sends all in one transaction and waits for the broker. */
    default void sendTogether(byte[] payload, int count) throws Exception {
      throw new UnsupportedOperationException();
    }

    @Override
    void close() throws Exception;
  }

  /**
   * Makes a client.
   *
   * @param broker {@code kafka}, {@code pulsar}, {@code mqtt} or {@code memory}
   * @param address where the broker is, as its client wants it
   */
  static PlainClient of(String broker, String address) throws Exception {
    return switch (broker) {
      case "kafka" -> new KafkaPlain(address);
      case "pulsar" -> new PulsarPlain(address);
      case "mqtt" -> new MqttPlain(address);
      case "memory" -> new QueuePlain();
      default -> throw new IllegalArgumentException("No plain client for " + broker);
    };
  }
}
