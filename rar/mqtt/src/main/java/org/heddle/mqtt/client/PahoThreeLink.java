package org.heddle.mqtt.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.paho.client.mqttv3.IMqttActionListener;
import org.eclipse.paho.client.mqttv3.IMqttDeliveryToken;
import org.eclipse.paho.client.mqttv3.IMqttToken;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttCallback;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.MqttMessage;
import org.heddle.mqtt.client.LinkFailure.Kind;
import org.heddle.spi.BackendContext;

/** A connection by MQTT 3.1.1: one Paho client, used once. */
final class PahoThreeLink extends PahoLink implements MqttCallback {

  private static final int REFUSED_SUBSCRIPTION = 128;
  private static final int UNLIMITED = 65_535;

  private final MqttAsyncClient client;

  PahoThreeLink(
      MqttAsyncClient client, LinkListener listener, BackendContext context, Duration timeout) {
    super(listener, context, timeout);
    this.client = client;
    client.setManualAcks(true);
    // Before connecting: what waits in the session comes right after the broker's welcome.
    client.setCallback(this);
  }

  /** Connects; to be called once. */
  CompletableFuture<Link> connect(MqttConnectOptions options) {
    CompletableFuture<Link> connected = expect();
    request(
        connected,
        answer -> client.connect(options, null, answer),
        token -> {
          welcomed(connected, token.getSessionPresent());
        });
    return connected;
  }

  @Override
  public int sendWindow() {
    return UNLIMITED;
  }

  @Override
  public long maxPacketBytes() {
    return Long.MAX_VALUE;
  }

  @Override
  public CompletableFuture<Void> publish(Publication publication) {
    MqttMessage message = new MqttMessage(publication.content().payload());
    message.setQos(publication.qos());
    message.setRetained(publication.options().retained());
    CompletableFuture<Void> published = expect();
    return request(
        published,
        answer -> client.publish(publication.topic(), message, null, answer),
        token -> published.complete(null));
  }

  @Override
  public CompletableFuture<Void> subscribe(String filter, int qos) {
    CompletableFuture<Void> subscribed = expect();
    return request(
        subscribed,
        answer -> client.subscribe(filter, qos, null, answer),
        token -> {
          if (token.getGrantedQos()[0] == REFUSED_SUBSCRIPTION) {
            subscribed.completeExceptionally(
                new LinkFailure(Kind.DENIED, "the broker refused the subscription", null));
          } else {
            subscribed.complete(null);
          }
        });
  }

  @Override
  public CompletableFuture<Void> unsubscribe(String filter) {
    CompletableFuture<Void> ending = expect();
    return request(
        ending, answer -> client.unsubscribe(filter, null, answer), token -> ending.complete(null));
  }

  /** What Paho asks of a request's listener. */
  private interface Call {
    void with(IMqttActionListener answer) throws MqttException;
  }

  private static <T> CompletableFuture<T> request(
      CompletableFuture<T> request, Call call, Consumer<IMqttToken> whenGood) {
    try {
      call.with(
          new IMqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
              whenGood.accept(token);
            }

            @Override
            public void onFailure(IMqttToken token, Throwable failure) {
              request.completeExceptionally(PahoThreeFailures.of(failure));
            }
          });
    } catch (MqttException | IllegalArgumentException e) {
      request.completeExceptionally(PahoThreeFailures.of(e));
    }
    return request;
  }

  @Override
  boolean isConnected() {
    return client.isConnected();
  }

  @Override
  void sayGoodbye(long millis) throws MqttException {
    client.disconnect(0).waitForCompletion(millis);
  }

  @Override
  void drop() throws MqttException {
    client.disconnectForcibly(0, 1, false);
  }

  @Override
  void confirm(int id, int qos) throws MqttException {
    client.messageArrivedComplete(id, qos);
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    arrived(
        topic,
        Content.of(message.getPayload()),
        message.getId(),
        message.getQos(),
        message.isRetained());
  }

  @Override
  public void connectionLost(Throwable cause) {
    lost(PahoThreeFailures.of(cause));
  }

  @Override
  public void deliveryComplete(IMqttDeliveryToken token) {
    // Each request has its own listener.
  }
}
