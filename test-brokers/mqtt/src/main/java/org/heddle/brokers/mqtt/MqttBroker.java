package org.heddle.brokers.mqtt;

/**
 * A real MQTT broker on 127.0.0.1, in a process and a temporary folder of its own.
 *
 * <p>Safe for use by several threads. Starting blocks until the broker accepts connections.
 */
public interface MqttBroker extends AutoCloseable {

  /** Where clients connect in plain, such as {@code tcp://127.0.0.1:20001}. */
  String serverUri();

  /**
   * Where clients connect with TLS, by {@code ssl}.
   *
   * @throws IllegalStateException when the broker was started without
   */
  String tlsServerUri();

  /**
   * Where clients connect by WebSocket, with {@code ws}.
   *
   * @throws IllegalStateException when the broker was started without
   */
  String webSocketUri();

  /** Ends the broker as by {@code kill -9}; its data stays. */
  void kill();

  /**
   * Starts the broker again on the same ports and data, killing it first if it still runs.
   *
   * @throws IllegalStateException when it does not start, with the end of its log
   */
  void restart();

  /** Kills the broker and deletes its data. Closing again does nothing. */
  @Override
  void close();
}
