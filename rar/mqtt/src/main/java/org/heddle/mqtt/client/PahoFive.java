package org.heddle.mqtt.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.mqttv5.client.MqttAsyncClient;
import org.eclipse.paho.mqttv5.client.MqttConnectionOptions;
import org.eclipse.paho.mqttv5.client.persist.MemoryPersistence;
import org.eclipse.paho.mqttv5.common.MqttException;
import org.eclipse.paho.mqttv5.common.MqttMessage;
import org.heddle.mqtt.MqttSettings;
import org.heddle.spi.BackendContext;
import org.heddle.spi.support.OwnContext;

/** Connects by MQTT 5. */
final class PahoFive implements Links {

  /** The largest number of seconds; as a session's expiry it means never. */
  private static final long NEVER = 4_294_967_295L;

  private final MqttSettings settings;
  private final BackendContext context;
  private final Optional<SSLSocketFactory> sockets;

  PahoFive(MqttSettings settings, BackendContext context, Optional<SSLSocketFactory> sockets) {
    this.settings = settings;
    this.context = context;
    this.sockets = sockets;
  }

  @Override
  public CompletableFuture<Link> connect(LinkOptions options, LinkListener listener) {
    return OwnContext.call(PahoFive.class, () -> start(options, listener));
  }

  private CompletableFuture<Link> start(LinkOptions options, LinkListener listener) {
    try {
      MqttAsyncClient client =
          new MqttAsyncClient(
              settings.servers().get(0).toString(), options.clientId(), new MemoryPersistence());
      return new PahoFiveLink(client, listener, context, settings.operationTimeout())
          .connect(pahoOptions(options));
    } catch (MqttException e) {
      return CompletableFuture.failedFuture(PahoFiveFailures.of(e));
    }
  }

  private MqttConnectionOptions pahoOptions(LinkOptions options) {
    MqttConnectionOptions paho = new MqttConnectionOptions();
    paho.setServerURIs(settings.servers().stream().map(URI::toString).toArray(String[]::new));
    paho.setCleanStart(!options.lasting());
    if (options.lasting()) {
      paho.setSessionExpiryInterval(
          settings.sessionExpiry().map(Duration::toSeconds).orElse(NEVER));
    }
    paho.setReceiveMaximum(settings.prefetch());
    // Paho looks incoming aliases up in the wrong way.
    paho.setTopicAliasMaximum(0);
    paho.setUseSubscriptionIdentifiers(false);
    paho.setAutomaticReconnect(false);
    paho.setKeepAliveInterval(Math.toIntExact(settings.keepAlive().toSeconds()));
    paho.setConnectionTimeout(
        Math.toIntExact(Math.max(1, settings.operationTimeout().toSeconds())));
    settings
        .credentials()
        .ifPresent(
            user -> {
              paho.setUserName(user.userName());
              paho.setPassword(user.password().getBytes(StandardCharsets.UTF_8));
            });
    sockets.ifPresent(paho::setSocketFactory);
    paho.setHttpsHostnameVerificationEnabled(settings.tls().hostNameVerified());
    options
        .will()
        .ifPresent(
            will ->
                paho.setWill(
                    will.topic(),
                    new MqttMessage(
                        will.payload().getBytes(StandardCharsets.UTF_8),
                        will.qos(),
                        will.retained(),
                        null)));
    return paho;
  }
}
