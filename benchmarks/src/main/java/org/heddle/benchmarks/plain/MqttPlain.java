package org.heddle.benchmarks.plain;

import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;

/**
 * Paho at quality of service 1: a session that lasts, and acknowledgements by hand, by the thread
 * that has processed the message, as Paho's own thread must not be held up.
 */
final class MqttPlain implements PlainClient {

  private static final int IN_FLIGHT = 1000;
  private static final int WAIT_MILLIS = 100;

  private record Arrived(byte[] payload, int id, int qos) {}

  private final String serverUri;

  MqttPlain(String serverUri) {
    this.serverUri = serverUri;
  }

  @Override
  public void subscribe(String topic, String subscription) throws MqttException {
    // What the session still has may come at once; it is not acknowledged here, and comes again.
    BlockingQueue<Arrived> ignored = new LinkedBlockingQueue<>();
    MqttAsyncClient client = connect(session(topic, subscription), false, ignored);
    client.subscribe(topic, 1).waitForCompletion();
    disconnect(client);
  }

  @Override
  public void consume(
      String topic, String subscription, Consumer<byte[]> each, BooleanSupplier done)
      throws Exception {
    BlockingQueue<Arrived> arrivals = new LinkedBlockingQueue<>();
    MqttAsyncClient client = connect(session(topic, subscription), false, arrivals);
    while (!done.getAsBoolean()) {
      Arrived arrived = arrivals.poll(WAIT_MILLIS, TimeUnit.MILLISECONDS);
      if (arrived != null) {
        each.accept(arrived.payload);
        client.messageArrivedComplete(arrived.id, arrived.qos);
      }
    }
    disconnect(client);
  }

  private static String session(String topic, String subscription) {
    return "plain-" + topic + "-" + subscription;
  }

  private MqttAsyncClient connect(String clientId, boolean clean, BlockingQueue<Arrived> arrivals)
      throws MqttException {
    MqttAsyncClient client = new MqttAsyncClient(serverUri, clientId, new MemoryPersistence());
    client.setManualAcks(true);
    client.setCallback(new Arrivals(arrivals));
    MqttConnectOptions options = new MqttConnectOptions();
    options.setCleanSession(clean);
    options.setMaxInflight(IN_FLIGHT);
    client.connect(options).waitForCompletion();
    return client;
  }

  private static void disconnect(MqttAsyncClient client) throws MqttException {
    client.disconnect().waitForCompletion();
    client.close();
  }

  @Override
  public Sender sender(String topic) throws MqttException {
    return new MqttSender(
        topic, connect("plain-" + UUID.randomUUID(), true, null), new Semaphore(IN_FLIGHT - 1));
  }

  @Override
  public Sender transactionalSender(String topic) {
    throw new UnsupportedOperationException("MQTT has no transactions");
  }

  @Override
  public void close() {
    // Each connection is closed by itself.
  }

  private record Arrivals(BlockingQueue<Arrived> queue) implements MqttCallback {

    @Override
    public void messageArrived(String topic, MqttMessage message) {
      queue.add(new Arrived(message.getPayload(), message.getId(), message.getQos()));
    }

    @Override
    public void connectionLost(Throwable cause) {
      // Whoever waits for the messages gives up in the end.
    }

    @Override
    public void deliveryComplete(IMqttDeliveryToken token) {
      // Each send has a listener of its own.
    }
  }

  private record MqttSender(String topic, MqttAsyncClient client, Semaphore room)
      implements Sender {

    @Override
    public void send(byte[] payload) throws MqttException {
      client.publish(topic, payload, 1, false).waitForCompletion();
    }

    @Override
    public void send(byte[] payload, Runnable stored) throws Exception {
      // Paho refuses what is too much instead of waiting.
      room.acquire();
      client.publish(
          topic,
          payload,
          1,
          false,
          null,
          new IMqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
              room.release();
              stored.run();
            }

            @Override
            public void onFailure(IMqttToken token, Throwable cause) {
              room.release();
            }
          });
    }

    @Override
    public void close() throws MqttException {
      disconnect(client);
    }
  }
}
