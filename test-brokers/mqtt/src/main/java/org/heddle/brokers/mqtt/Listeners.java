package org.heddle.brokers.mqtt;

import java.util.OptionalInt;
import java.util.stream.IntStream;
import org.heddle.brokers.FreePorts;

/**
 * The ports of a broker, the same after a restart.
 *
 * @param plain for everybody
 * @param tls with TLS, if there is such a listener
 * @param webSocket for WebSockets, if there is such a listener
 */
record Listeners(int plain, OptionalInt tls, OptionalInt webSocket) {

  static final String HOST = "127.0.0.1";

  /** Chooses ports for what is wanted. */
  static Listeners of(MqttOptions options) {
    return new Listeners(
        options.port() == 0 ? FreePorts.next() : options.port(),
        options.tls().isPresent() ? OptionalInt.of(FreePorts.next()) : OptionalInt.empty(),
        options.webSocket() ? OptionalInt.of(FreePorts.next()) : OptionalInt.empty());
  }

  String plainUri() {
    return "tcp://" + HOST + ":" + plain;
  }

  String tlsUri() {
    return uri("ssl", tls, "TLS");
  }

  String webSocketUri() {
    return uri("ws", webSocket, "WebSockets");
  }

  int[] ports() {
    return IntStream.concat(IntStream.of(plain), IntStream.concat(tls.stream(), webSocket.stream()))
        .toArray();
  }

  private static String uri(String scheme, OptionalInt port, String kind) {
    return scheme
        + "://"
        + HOST
        + ":"
        + port.orElseThrow(
            () ->
                new IllegalStateException("The broker was started without a listener for " + kind));
  }
}
