package org.heddle.pulsar.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.HttpsURLConnection;
import javax.net.ssl.SSLException;
import org.apache.pulsar.client.api.Authentication;
import org.apache.pulsar.client.api.AuthenticationDataProvider;
import org.apache.pulsar.client.api.PulsarClientException;
import org.heddle.api.AccessDeniedException;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.MessagingException;
import org.heddle.pulsar.PulsarSettings;
import org.heddle.spi.support.OwnContext;

/**
 * The broker's REST interface. A request has a connection of its own and needs no thread; requests
 * are few. Safe for several threads.
 */
final class AdminInterface implements AutoCloseable {

  private static final int MAX_ANSWER_BYTES = 64 * 1024;
  private static final int MAX_REASON_LENGTH = 200;

  /** A broker that is busy, or asked for the same by two at once, is asked again soon. */
  private static final int ATTEMPTS = 5;

  private static final long PAUSE_MILLIS = 100;

  /**
   * What the broker answered.
   *
   * @param status the HTTP status
   * @param body its text, mostly JSON
   */
  record Answer(int status, String body) {

    /** The first line, without the traces that the broker tells of itself. */
    String reason() {
      String line = body.replace("\\n", "\n").strip().lines().findFirst().orElse("");
      return line.length() > MAX_REASON_LENGTH ? line.substring(0, MAX_REASON_LENGTH) : line;
    }

    boolean isSuccess() {
      return status >= 200 && status < 300;
    }

    boolean isNotFound() {
      return status == HttpURLConnection.HTTP_NOT_FOUND;
    }

    boolean isFailure() {
      return status >= HttpURLConnection.HTTP_INTERNAL_ERROR;
    }

    boolean isConflict() {
      return status == HttpURLConnection.HTTP_CONFLICT;
    }
  }

  private final String url;
  private final PulsarSettings settings;
  private final Logins logins;
  private Authentication login;

  AdminInterface(String url, PulsarSettings settings, Logins logins) {
    this.url = url;
    this.settings = settings;
    this.logins = logins;
  }

  /**
   * Asks the broker; blocks.
   *
   * @param method of HTTP
   * @param path below {@code /admin/v2/}, encoded
   * @param json what to send, empty for nothing
   * @param action what is being done, to follow "Cannot"
   * @return the answer, whatever its status
   * @throws AccessDeniedException if the broker refuses the credentials
   * @throws BrokerUnreachableException if it does not answer in time, or not now
   */
  Answer ask(String method, String path, String json, String action) {
    try {
      Answer answer = exchange(method, path, json);
      for (int attempt = 1; answer.isFailure() && attempt < ATTEMPTS; attempt++) {
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS * attempt);
        answer = exchange(method, path, json);
      }
      if (answer.status() == HttpURLConnection.HTTP_UNAUTHORIZED
          || answer.status() == HttpURLConnection.HTTP_FORBIDDEN) {
        throw new AccessDeniedException(
            "Cannot "
                + action
                + ": the REST interface refused it; check "
                + PulsarFailures.LOGIN_PROPERTIES
                + ", and what the client may do ("
                + answer.reason()
                + ")",
            null);
      }
      if (answer.isFailure()) {
        throw new BrokerUnreachableException(
            "Cannot " + action + ": " + refusal(answer) + "; try again", null);
      }
      return answer;
    } catch (InterruptedException | SSLException e) {
      throw PulsarFailures.translate(e, action);
    } catch (IOException e) {
      throw new BrokerUnreachableException(
          "Cannot "
              + action
              + ": the REST interface did not answer in time; check that the broker runs, and "
              + "adminUrl ("
              + e.getMessage()
              + ")",
          e);
    }
  }

  /** Says what an answer means that nobody expected. */
  static MessagingException unexpected(Answer answer, String action) {
    return new MessagingException("Cannot " + action + ": " + refusal(answer));
  }

  private static String refusal(Answer answer) {
    return "the REST interface answered " + answer.status() + " " + answer.reason();
  }

  private Answer exchange(String method, String path, String json) throws IOException {
    URI target = URI.create(url + "/admin/v2/" + path);
    HttpURLConnection connection = (HttpURLConnection) target.toURL().openConnection();
    if (connection instanceof HttpsURLConnection encrypted) {
      encrypted.setSSLSocketFactory(logins.tls().getSocketFactory());
      if (!settings.security().tls().hostNameVerified()) {
        encrypted.setHostnameVerifier((host, session) -> true);
      }
    }
    int timeout = Math.toIntExact(settings.operationTimeout().toMillis());
    connection.setConnectTimeout(timeout);
    connection.setReadTimeout(timeout);
    connection.setInstanceFollowRedirects(false);
    connection.setUseCaches(false);
    connection.setRequestMethod(method);
    // A connection that was kept might be dead, and a request sent twice answers wrongly.
    connection.setRequestProperty("Connection", "close");
    for (Map.Entry<String, String> header : loginHeaders(target.getHost())) {
      connection.setRequestProperty(header.getKey(), header.getValue());
    }
    try {
      return exchange(connection, method, json);
    } finally {
      connection.disconnect();
    }
  }

  private static Answer exchange(HttpURLConnection connection, String method, String json)
      throws IOException {
    if (!json.isEmpty()) {
      connection.setRequestProperty("Content-Type", "application/json");
    }
    if (method.equals("PUT") || method.equals("POST")) {
      connection.setDoOutput(true);
      try (OutputStream out = connection.getOutputStream()) {
        out.write(json.getBytes(UTF_8));
      }
    }
    int status = connection.getResponseCode();
    try (InputStream body =
        status >= HttpURLConnection.HTTP_BAD_REQUEST
            ? connection.getErrorStream()
            : connection.getInputStream()) {
      return new Answer(
          status, body == null ? "" : new String(body.readNBytes(MAX_ANSWER_BYTES), UTF_8));
    }
  }

  private Set<Map.Entry<String, String>> loginHeaders(String host) {
    if (settings.security().login().isEmpty()) {
      return Set.of();
    }
    try {
      AuthenticationDataProvider data = login().getAuthData(host);
      Set<Map.Entry<String, String>> headers =
          data.hasDataForHttp() ? data.getHttpHeaders() : Set.of();
      return headers == null ? Set.of() : headers;
    } catch (Exception e) {
      throw PulsarFailures.translate(e, "log in at the REST interface");
    }
  }

  private synchronized Authentication login() throws PulsarClientException {
    if (login == null) {
      Authentication started = logins.plain();
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(AdminInterface.class.getClassLoader());
      try {
        started.start();
      } finally {
        thread.setContextClassLoader(before);
      }
      login = started;
    }
    return login;
  }

  @Override
  public synchronized void close() {
    Authentication started = login;
    login = null;
    if (started != null) {
      OwnContext.run(
          AdminInterface.class,
          () -> {
            try {
              started.close();
            } catch (IOException e) {
              // Nothing depends on it any more.
              return;
            }
          });
    }
  }
}
