package org.heddle.mqtt.client;

import static java.lang.System.Logger.Level.DEBUG;

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
import org.heddle.spi.support.Deadline;

/** A connection by MQTT 3.1.1: one Paho client, used once. */
final class PahoThreeLink implements Link, MqttCallback {

  private static final System.Logger LOG = System.getLogger(PahoThreeLink.class.getName());
  private static final int REFUSED_SUBSCRIPTION = 128;
  private static final int UNLIMITED = 65_535;

  private final MqttAsyncClient client;
  private final LinkListener listener;
  private final Outstanding outstanding;
  private volatile boolean sessionPresent;
  private volatile boolean ended;

  PahoThreeLink(
      MqttAsyncClient client, LinkListener listener, BackendContext context, Duration timeout) {
    this.client = client;
    this.listener = listener;
    this.outstanding = new Outstanding(context, timeout, this::lose);
    client.setManualAcks(true);
    // Before connecting: what waits in the session comes right after the broker's welcome.
    client.setCallback(this);
  }

  /** Connects; to be called once. */
  CompletableFuture<Link> connect(MqttConnectOptions options) {
    CompletableFuture<Link> connected = outstanding.add();
    request(
        connected,
        answer -> client.connect(options, null, answer),
        token -> {
          sessionPresent = token.getSessionPresent();
          if (ended || !connected.complete(this)) {
            // Too late: nobody waits for it any more.
            cut();
          }
        });
    return connected;
  }

  @Override
  public boolean isOpen() {
    return !ended && client.isConnected();
  }

  @Override
  public boolean isSessionPresent() {
    return sessionPresent;
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
    CompletableFuture<Void> published = outstanding.add();
    return request(
        published,
        answer -> client.publish(publication.topic(), message, null, answer),
        token -> published.complete(null));
  }

  @Override
  public CompletableFuture<Void> subscribe(String filter, int qos) {
    CompletableFuture<Void> subscribed = outstanding.add();
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
    CompletableFuture<Void> ending = outstanding.add();
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
  public void disconnect(Duration patience) {
    Deadline deadline = Deadline.in(patience);
    // Paho drops the acknowledgements that it has not sent yet, and the broker may look at the next
    // connection before it reads to the end of this one. An answer tells that it has them all.
    if (isOpen() && Answers.comesWithin(unsubscribe(Names.NOTHING), deadline.left())) {
      ended = true;
      try {
        client.disconnect(0).waitForCompletion(Math.max(1, deadline.left().toMillis()));
      } catch (MqttException e) {
        LOG.log(DEBUG, "An MQTT connection broke while it was closed", e);
      }
    }
    cut();
  }

  @Override
  public void cut() {
    ended = true;
    outstanding.end(new LinkFailure(Kind.UNREACHABLE, "the connection was closed", null));
    try {
      client.disconnectForcibly(0, 1, false);
    } catch (MqttException | RuntimeException e) {
      // It is gone already, which is all that matters.
      LOG.log(DEBUG, "An MQTT connection was closed twice", e);
    }
  }

  /** Gives up a connection that does not answer. */
  private void lose() {
    boolean unknown = !ended;
    cut();
    if (unknown) {
      listener.lost(this, new LinkFailure(Kind.UNREACHABLE, "the broker is silent", null));
    }
  }

  @Override
  public void messageArrived(String topic, MqttMessage message) {
    int id = message.getId();
    int qos = message.getQos();
    listener.arrived(
        new Arrival(
            topic,
            Content.of(message.getPayload()),
            qos,
            message.isRetained(),
            () -> acknowledge(id, qos)));
  }

  private void acknowledge(int id, int qos) {
    if (qos == 0 || !isOpen()) {
      return;
    }
    try {
      client.messageArrivedComplete(id, qos);
    } catch (MqttException | RuntimeException e) {
      // The connection broke meanwhile, so the broker sends the message again.
      LOG.log(DEBUG, "An acknowledgement came too late for its connection", e);
    }
  }

  @Override
  public void connectionLost(Throwable cause) {
    LinkFailure failure = PahoThreeFailures.of(cause);
    outstanding.end(failure);
    if (!ended) {
      ended = true;
      listener.lost(this, failure);
    }
  }

  @Override
  public void deliveryComplete(IMqttDeliveryToken token) {
    // Each request has its own listener.
  }
}
