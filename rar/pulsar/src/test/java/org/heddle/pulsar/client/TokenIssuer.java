package org.heddle.pulsar.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.heddle.brokers.pulsar.PulsarBroker;

/**
 * Issues tokens that a broker lets in to one client, by the client credentials grant of OAuth 2.0;
 * found by OpenID Connect Discovery.
 */
final class TokenIssuer implements AutoCloseable {

  private static final String CLIENT = "loom";
  private static final String SECRET = "a secret & 100% of it: \"xyzzy\"";

  /** Tokens are good for longer than clients are told, as clocks differ and requests travel. */
  private static final Duration GRACE = Duration.ofSeconds(2);

  private final PulsarBroker broker;
  private final Duration lifetime;
  private final HttpServer server;
  private final List<Map<String, String>> granted = new CopyOnWriteArrayList<>();

  /**
   * Starts an issuer on a free port.
   *
   * @param broker whose key signs the tokens
   * @param lifetime when clients are to fetch another one
   */
  TokenIssuer(PulsarBroker broker, Duration lifetime) {
    this.broker = broker;
    this.lifetime = lifetime;
    try {
      server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    server.createContext("/.well-known/openid-configuration", this::describe);
    server.createContext("/token", this::issue);
    server.start();
  }

  /** Where clients find it. */
  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/";
  }

  /** What the client is to show, as JSON. */
  static String credentials() {
    return credentials(SECRET);
  }

  /** The client's name with another secret than its own, as JSON. */
  static String credentials(String secret) {
    return "{\"client_id\":\"%s\",\"client_secret\":\"%s\"}"
        .formatted(CLIENT, secret.replace("\"", "\\\""));
  }

  /** The requests that got a token, each with its fields. */
  List<Map<String, String>> granted() {
    return granted;
  }

  private void describe(HttpExchange exchange) throws IOException {
    answer(
        exchange, 200, "{\"issuer\":\"%1$s\",\"token_endpoint\":\"%1$stoken\"}".formatted(url()));
  }

  private void issue(HttpExchange exchange) throws IOException {
    Map<String, String> request =
        fields(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    if (!"client_credentials".equals(request.get("grant_type"))) {
      answer(exchange, 400, "{\"error\":\"unsupported_grant_type\"}");
    } else if (!CLIENT.equals(request.get("client_id"))
        || !SECRET.equals(request.get("client_secret"))) {
      answer(
          exchange,
          401,
          "{\"error\":\"invalid_client\",\"error_description\":\"unknown client or wrong secret\"}");
    } else {
      granted.add(request);
      String token = broker.token(CLIENT, Instant.now().plus(lifetime).plus(GRACE));
      answer(
          exchange,
          200,
          "{\"access_token\":\"%s\",\"token_type\":\"Bearer\",\"expires_in\":%d}"
              .formatted(token, lifetime.toSeconds()));
    }
  }

  private static Map<String, String> fields(String form) {
    return Stream.of(form.split("&"))
        .map(field -> field.split("=", 2))
        .collect(
            Collectors.toMap(
                field -> URLDecoder.decode(field[0], UTF_8),
                field -> URLDecoder.decode(field[1], UTF_8)));
  }

  private static void answer(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    exchange.getResponseBody().write(body);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
