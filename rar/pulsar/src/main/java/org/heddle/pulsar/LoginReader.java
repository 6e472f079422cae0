package org.heddle.pulsar;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.spi.Credentials;

/** Turns the properties that say how to log in into one plug-in of the client library. */
final class LoginReader {

  private static final String PLUGINS = "org.apache.pulsar.client.impl.auth.";

  private final SecuredManagedConnectionFactory bean;
  private final BiConsumer<String, String> faults;

  /**
   * Reads the properties of a bean.
   *
   * @param faults told the name of each bad property and what is wrong with it
   */
  LoginReader(SecuredManagedConnectionFactory bean, BiConsumer<String, String> faults) {
    this.bean = bean;
    this.faults = faults;
  }

  Optional<PulsarLogin> read(Optional<Credentials> signOn) {
    List<String> ways = ways();
    if (signOn.isPresent() && !ways.isEmpty() && !ways.equals(List.of("userName"))) {
      throw new UnsupportedByBrokerException(
          "A connection was asked for with a user and a password, but the connection factory logs in"
              + " by "
              + ways.get(0)
              + "; expected userName and password, or none of them");
    }
    if (ways.size() > 1) {
      faults.accept(ways.get(1), "is given beside " + ways.get(0) + "; expected one way to log in");
      return Optional.empty();
    }
    if (signOn.isPresent() || ways.equals(List.of("userName"))) {
      return basic(signOn.orElseGet(() -> new Credentials(bean.getUserName(), bean.getPassword())));
    }
    if (given(bean.getPassword()).isPresent()) {
      faults.accept("password", "is given, but userName is not");
    }
    if (ways.isEmpty()) {
      return Optional.empty();
    }
    return switch (ways.get(0)) {
      case "token" ->
          Optional.of(new PulsarLogin(PLUGINS + "AuthenticationToken", "token:" + bean.getToken()));
      case "oauthIssuerUrl" -> oauth();
      default -> plugin(bean.getAuthPlugin().strip());
    };
  }

  private List<String> ways() {
    List<String> ways = new ArrayList<>();
    given(bean.getToken()).ifPresent(value -> ways.add("token"));
    given(bean.getUserName()).ifPresent(value -> ways.add("userName"));
    if (given(bean.getOauthIssuerUrl()).isPresent()) {
      ways.add("oauthIssuerUrl");
    } else {
      refuse("oauthCredentials", bean.getOauthCredentials(), "oauthIssuerUrl");
      refuse("oauthAudience", bean.getOauthAudience(), "oauthIssuerUrl");
      refuse("oauthScope", bean.getOauthScope(), "oauthIssuerUrl");
    }
    if (given(bean.getAuthPlugin()).isPresent()) {
      ways.add("authPlugin");
    } else {
      refuse("authParams", bean.getAuthParams(), "authPlugin");
    }
    return ways;
  }

  private void refuse(String property, String value, String without) {
    if (given(value).isPresent()) {
      faults.accept(property, "is given, but " + without + " is not");
    }
  }

  private Optional<PulsarLogin> basic(Credentials credentials) {
    if (given(credentials.password()).isEmpty()) {
      faults.accept("password", "is not given, but userName is");
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("userId", credentials.userName());
    parameters.put("password", credentials.password());
    return Optional.of(new PulsarLogin(PLUGINS + "AuthenticationBasic", FlatJson.of(parameters)));
  }

  private Optional<PulsarLogin> plugin(String name) {
    if (name.startsWith(PLUGINS) && name.endsWith("Tls")) {
      faults.accept("authPlugin", "is " + name + "; give keyStoreLocation instead");
    }
    return Optional.of(new PulsarLogin(name, given(bean.getAuthParams()).orElse("")));
  }

  private Optional<PulsarLogin> oauth() {
    Optional<String> credentials = given(bean.getOauthCredentials()).map(String::strip);
    if (credentials.isEmpty()) {
      faults.accept("oauthCredentials", "is not given, but oauthIssuerUrl is");
      return Optional.empty();
    }
    Map<String, String> parameters = new LinkedHashMap<>();
    parameters.put("type", "client_credentials");
    parameters.put("issuerUrl", bean.getOauthIssuerUrl().strip());
    parameters.put("privateKey", keyUrl(credentials.get()));
    given(bean.getOauthAudience()).ifPresent(value -> parameters.put("audience", value.strip()));
    given(bean.getOauthScope()).ifPresent(value -> parameters.put("scope", value.strip()));
    return Optional.of(
        new PulsarLogin(PLUGINS + "oauth2.AuthenticationOAuth2", FlatJson.of(parameters)));
  }

  /** The client takes the credentials by URL alone, which may hold them. */
  private static String keyUrl(String credentials) {
    return credentials.startsWith("{")
        ? "data:application/json;base64,"
            + Base64.getEncoder().encodeToString(credentials.getBytes(UTF_8))
        : credentials;
  }

  /** Servers hand over properties that were left out as empty text. */
  private static Optional<String> given(String value) {
    return Optional.ofNullable(value).filter(text -> !text.isBlank());
  }
}
