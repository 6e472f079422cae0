package org.heddle.mqtt;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.heddle.spi.Credentials;

/** Reads the properties of a connection factory and notes what is wrong with each. */
final class PropertyReader {

  private static final Set<String> ENCRYPTED = Set.of("ssl", "wss");
  private static final Set<String> SCHEMES = Set.of("tcp", "ssl", "ws", "wss");
  private static final int LONGEST_CLIENT_ID = 100;

  private final BiConsumer<String, String> faults;

  /**
   * Reads properties.
   *
   * @param faults told the name of each bad property and what is wrong with it
   */
  PropertyReader(BiConsumer<String, String> faults) {
    this.faults = faults;
  }

  static boolean isEncrypted(URI server) {
    return ENCRYPTED.contains(server.getScheme());
  }

  ProtocolVersion version(String property, String value) {
    Optional<ProtocolVersion> version =
        given(value).map(String::strip).flatMap(ProtocolVersion::numbered);
    if (version.isEmpty()) {
      faults.accept(property, "is '" + value + "'; expected 3.1.1 or 5");
    }
    return version.orElse(ProtocolVersion.V3_1_1);
  }

  List<URI> servers(String property, String value) {
    List<URI> servers = new ArrayList<>();
    for (String text : given(value).orElse("").split(",")) {
      server(text.strip())
          .ifPresentOrElse(
              servers::add,
              () ->
                  // Not the text itself: who puts a password into it would find it in the log.
                  faults.accept(
                      property,
                      "server "
                          + (servers.size() + 1)
                          + " is not of the form tcp://host:port; expected the scheme tcp, ssl, ws"
                          + " or wss, a host, and no user"));
    }
    return servers;
  }

  private static Optional<URI> server(String text) {
    try {
      URI uri = URI.create(text);
      boolean complete =
          uri.getScheme() != null
              && SCHEMES.contains(uri.getScheme())
              && uri.getHost() != null
              && uri.getUserInfo() == null;
      return complete ? Optional.of(uri) : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  Optional<String> clientId(String property, String value) {
    Optional<String> id = given(value);
    if (id.filter(text -> !text.matches("[a-zA-Z0-9._-]{1," + LONGEST_CLIENT_ID + "}"))
        .isPresent()) {
      faults.accept(
          property,
          "is '"
              + value
              + "'; expected at most "
              + LONGEST_CLIENT_ID
              + " letters, digits, dots, underscores and hyphens");
    }
    return id;
  }

  Optional<Credentials> user(String userName, String password) {
    Optional<String> user = given(userName);
    Optional<String> secret = given(password);
    if (user.isEmpty() && secret.isPresent()) {
      faults.accept("userName", "is not given, but password is");
    }
    return user.map(name -> new Credentials(name, secret.orElse("")));
  }

  long between(String property, Number value, long least, long most) {
    if (value == null || value.longValue() < least || value.longValue() > most) {
      faults.accept(property, "is " + value + "; expected " + least + " to " + most);
      return least;
    }
    return value.longValue();
  }

  boolean isPlain(String property, String topic) {
    boolean plain = topic.chars().noneMatch(c -> c == '+' || c == '#' || c == 0);
    if (!plain) {
      faults.accept(property, "is '" + topic + "'; expected MQTT's name of a topic, no wildcards");
    }
    return plain;
  }

  /** Servers hand over properties that were left out as empty text. */
  private static Optional<String> given(String value) {
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }
}
