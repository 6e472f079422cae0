package org.heddle.benchmarks.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.StringJoiner;

/** Asks the application for tasks by HTTP. */
final class Tasks {

  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI root;

  /**
   * Asks nothing yet.
   *
   * @param root the address of the application's servlet, with a slash at the end
   */
  Tasks(URI root) {
    this.root = root;
  }

  String ask(String task, Object... parameters) {
    StringJoiner query = new StringJoiner("&", "?", "");
    for (int i = 0; i < parameters.length; i += 2) {
      query.add(parameters[i] + "=" + URLEncoder.encode(String.valueOf(parameters[i + 1]), UTF_8));
    }
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve(task + query)).timeout(PATIENCE).build();
    try {
      HttpResponse<String> response = client.send(request, HttpResponse.BodyHandlers.ofString());
      if (response.statusCode() != 200) {
        throw new IllegalStateException(
            "The task " + task + query + " failed:\n" + response.body());
      }
      return response.body();
    } catch (IOException e) {
      throw new UncheckedIOException("The task " + task + query + " has no answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while waiting for " + task, e);
    }
  }
}
