package org.heddle.mqtt.client;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.paho.client.mqttv3.MqttAsyncClient;
import org.eclipse.paho.client.mqttv3.MqttConnectOptions;
import org.eclipse.paho.client.mqttv3.MqttException;
import org.eclipse.paho.client.mqttv3.persist.MemoryPersistence;
import org.heddle.mqtt.MqttSettings;
import org.heddle.spi.BackendContext;
import org.heddle.spi.support.OwnContext;

/** Connects by MQTT 3.1.1. */
final class PahoThree implements Links {

  /** More than any link is given to do at once; how much that is, is decided elsewhere. */
  private static final int UNLIMITED = 65_535;

  private final MqttSettings settings;
  private final BackendContext context;
  private final Optional<SSLSocketFactory> sockets;

  PahoThree(MqttSettings settings, BackendContext context, Optional<SSLSocketFactory> sockets) {
    this.settings = settings;
    this.context = context;
    this.sockets = sockets;
  }

  @Override
  public CompletableFuture<Link> connect(LinkOptions options, LinkListener listener) {
    return OwnContext.call(PahoThree.class, () -> start(options, listener));
  }

  private CompletableFuture<Link> start(LinkOptions options, LinkListener listener) {
    try {
      MqttAsyncClient client =
          new MqttAsyncClient(
              settings.servers().get(0).toString(), options.clientId(), new MemoryPersistence());
      return new PahoThreeLink(client, listener, context, settings.operationTimeout())
          .connect(pahoOptions(options));
    } catch (MqttException e) {
      return CompletableFuture.failedFuture(PahoThreeFailures.of(e));
    }
  }

  private MqttConnectOptions pahoOptions(LinkOptions options) {
    MqttConnectOptions paho = new MqttConnectOptions();
    paho.setMqttVersion(MqttConnectOptions.MQTT_VERSION_3_1_1);
    paho.setServerURIs(settings.servers().stream().map(URI::toString).toArray(String[]::new));
    paho.setCleanSession(!options.lasting());
    paho.setAutomaticReconnect(false);
    paho.setKeepAliveInterval(Math.toIntExact(settings.keepAlive().toSeconds()));
    paho.setConnectionTimeout(
        Math.toIntExact(Math.max(1, settings.operationTimeout().toSeconds())));
    paho.setMaxInflight(UNLIMITED);
    settings
        .credentials()
        .ifPresent(
            user -> {
              paho.setUserName(user.userName());
              paho.setPassword(user.password().toCharArray());
            });
    sockets.ifPresent(paho::setSocketFactory);
    paho.setHttpsHostnameVerificationEnabled(settings.tls().hostNameVerified());
    options
        .will()
        .ifPresent(
            will ->
                paho.setWill(
                    will.topic(),
                    will.payload().getBytes(StandardCharsets.UTF_8),
                    will.qos(),
                    will.retained()));
    return paho;
  }
}
