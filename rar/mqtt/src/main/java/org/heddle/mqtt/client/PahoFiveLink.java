package org.heddle.mqtt.client;

import static java.lang.System.Logger.Level.DEBUG;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.eclipse.paho.mqttv5.client.IMqttToken;
import org.eclipse.paho.mqttv5.client.MqttActionListener;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttCallback;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.MqttDisconnectResponse;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.eclipse.paho.mqttv5.common.MqttSubscription;
import org.eclipse.paho.mqttv5.common.packet.MqttProperties;
import org.eclipse.paho.mqttv5.common.packet.UserProperty;
import org.heddle.spi.BackendContext;

/** A connection by MQTT 5: one Paho client, used once. */
final class PahoFiveLink extends PahoLink implements MqttCallback {

  private static final System.Logger LOG = System.getLogger(PahoFiveLink.class.getName());
  private static final int MOST_IN_FLIGHT = 65_535;

  /** Does not bring what was retained before to a subscription that exists already. */
  private static final int RETAINED_FOR_NEW = 1;

  private final MqttAsyncClient client;
  private volatile int sendWindow = MOST_IN_FLIGHT;
  private volatile long maxPacketBytes = Long.MAX_VALUE;

  PahoFiveLink(
      MqttAsyncClient client, LinkListener listener, BackendContext context, Duration timeout) {
    super(listener, context, timeout);
    this.client = client;
    client.setManualAcks(true);
    // Before connecting: what waits in the session comes right after the broker's welcome.
    client.setCallback(this);
  }

  /** Connects; to be called once. */
  CompletableFuture<Link> connect(MqttConnectionOptions options) {
    CompletableFuture<Link> connected = expect();
    request(
        connected,
        answer -> client.connect(options, null, answer),
        token -> {
          readLimits(token.getResponseProperties());
          welcomed(connected, token.getSessionPresent());
        });
    return connected;
  }

  @Override
  public int sendWindow() {
    return sendWindow;
  }

  @Override
  public long maxPacketBytes() {
    return maxPacketBytes;
  }

  private void readLimits(MqttProperties broker) {
    if (broker != null && broker.getReceiveMaximum() != null) {
      sendWindow = broker.getReceiveMaximum();
    }
    if (broker != null && broker.getMaximumPacketSize() != null) {
      maxPacketBytes = broker.getMaximumPacketSize();
    }
  }

  @Override
  public CompletableFuture<Void> publish(Publication publication) {
    MqttProperties properties = new MqttProperties();
    properties.setUserProperties(
        publication.content().properties().stream()
            .map(property -> new UserProperty(property.name(), property.value()))
            .toList());
    publication
        .options()
        .expiry()
        .ifPresent(expiry -> properties.setMessageExpiryInterval(expiry.toSeconds()));
    publication.options().contentType().ifPresent(properties::setContentType);
    MqttMessage message =
        new MqttMessage(
            publication.content().payload(),
            publication.qos(),
            publication.options().retained(),
            properties);
    CompletableFuture<Void> published = expect();
    return request(
        published,
        answer -> client.publish(publication.topic(), message, null, answer),
        token -> answer(published, token));
  }

  @Override
  public CompletableFuture<Void> subscribe(String filter, int qos) {
    MqttSubscription subscription = new MqttSubscription(filter, qos);
    subscription.setRetainHandling(RETAINED_FOR_NEW);
    CompletableFuture<Void> subscribed = expect();
    return request(
        subscribed,
        answer ->
            client.subscribe(
                new MqttSubscription[] {subscription}, null, answer, new MqttProperties()),
        token -> answer(subscribed, token));
  }

  @Override
  public CompletableFuture<Void> unsubscribe(String filter) {
    CompletableFuture<Void> ending = expect();
    return request(
        ending, answer -> client.unsubscribe(filter, null, answer), token -> answer(ending, token));
  }

  private static void answer(CompletableFuture<Void> request, IMqttToken token) {
    int[] codes = token.getReasonCodes();
    if (codes != null && codes.length > 0 && codes[0] >= PahoFiveFailures.REFUSAL) {
      request.completeExceptionally(PahoFiveFailures.refusal(codes[0], null));
    } else {
      request.complete(null);
    }
  }

  /** What Paho asks of a request's listener. */
  private interface Call {
    void with(MqttActionListener answer) throws MqttException;
  }

  private static <T> CompletableFuture<T> request(
      CompletableFuture<T> request, Call call, Consumer<IMqttToken> whenGood) {
    try {
      call.with(
          new MqttActionListener() {
            @Override
            public void onSuccess(IMqttToken token) {
              whenGood.accept(token);
            }

            @Override
            public void onFailure(IMqttToken token, Throwable failure) {
              request.completeExceptionally(PahoFiveFailures.of(failure));
            }
          });
    } catch (MqttException | IllegalArgumentException e) {
      request.completeExceptionally(PahoFiveFailures.of(e));
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
        new Content(message.getPayload(), properties(message)),
        message.getId(),
        message.getQos(),
        message.isRetained());
  }

  private static List<Content.Property> properties(MqttMessage message) {
    return message.getProperties() == null
        ? List.of()
        : message.getProperties().getUserProperties().stream()
            .map(property -> new Content.Property(property.getKey(), property.getValue()))
            .toList();
  }

  @Override
  public void disconnected(MqttDisconnectResponse response) {
    lost(
        response.getException() == null
            ? PahoFiveFailures.refusal(response.getReturnCode(), null)
            : PahoFiveFailures.of(response.getException()));
  }

  @Override
  public void mqttErrorOccurred(MqttException failure) {
    LOG.log(DEBUG, "The MQTT client reports a failure", failure);
  }

  @Override
  public void deliveryComplete(IMqttToken token) {
    // Each request has its own listener.
  }

  @Override
  public void connectComplete(boolean reconnect, String server) {
    // The request to connect has a listener.
  }

  @Override
  public void authPacketArrived(int reason, MqttProperties properties) {
    // No method of authentication that asks back is ever chosen.
  }
}
