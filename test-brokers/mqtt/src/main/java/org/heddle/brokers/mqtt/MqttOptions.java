package org.heddle.brokers.mqtt;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * What an {@link MqttBroker} offers beyond a plain listener for everybody. Start from {@link
 * #defaults()}.
 *
 * @param port port of the plain listener; 0 for a free one
 * @param users passwords by user; empty to let everybody in
 * @param tls certificates of a TLS listener that also asks its clients for theirs, if there is one
 * @param webSocket whether there is a listener for WebSockets
 * @param settings lines for the end of {@code mosquitto.conf}; Artemis takes none
 */
public record MqttOptions(
    int port,
    Map<String, String> users,
    Optional<Certificates> tls,
    boolean webSocket,
    List<String> settings) {

  /** Copies the users and the settings. */
  public MqttOptions {
    users = Map.copyOf(users);
    settings = List.copyOf(settings);
  }

  /** A plain listener on a free port, for everybody. */
  public static MqttOptions defaults() {
    return new MqttOptions(0, Map.of(), Optional.empty(), false, List.of());
  }

  /** Listens in plain on this port. */
  public MqttOptions withPort(int port) {
    return new MqttOptions(port, users, tls, webSocket, settings);
  }

  /** Lets this user in, and nobody without a name. */
  public MqttOptions withUser(String user, String password) {
    Map<String, String> more = new TreeMap<>(users);
    more.put(user, password);
    return new MqttOptions(port, more, tls, webSocket, settings);
  }

  /** Listens with TLS too, for clients that show a certificate of the same authority. */
  public MqttOptions withTls(Certificates certificates) {
    return new MqttOptions(port, users, Optional.of(certificates), webSocket, settings);
  }

  /** Listens for WebSockets too. */
  public MqttOptions withWebSocket() {
    return new MqttOptions(port, users, tls, true, settings);
  }

  /** Adds a line to {@code mosquitto.conf}. */
  public MqttOptions with(String line) {
    List<String> more = new ArrayList<>(settings);
    more.add(line);
    return new MqttOptions(port, users, tls, webSocket, more);
  }

  /** Leaves the passwords out. */
  @Override
  public String toString() {
    return "MqttOptions[port=%d, users=%s, tls=%s, webSocket=%s, settings=%s]"
        .formatted(port, users.keySet(), tls.isPresent(), webSocket, settings);
  }
}
