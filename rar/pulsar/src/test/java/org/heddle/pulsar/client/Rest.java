package org.heddle.pulsar.client;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.heddle.brokers.pulsar.PulsarBroker;

/** The broker's REST interface, used plainly. */
final class Rest {

  private Rest() {}

  /**
   * Asks the broker; blocks.
   *
   * @param method of HTTP
   * @param path from {@code /admin} on
   */
  static HttpResponse<String> ask(PulsarBroker broker, String method, String path)
      throws IOException, InterruptedException {
    URI uri = URI.create(broker.adminUrl() + path);
    return HttpClient.newHttpClient()
        .send(
            HttpRequest.newBuilder(uri).method(method, BodyPublishers.noBody()).build(),
            BodyHandlers.ofString());
  }
}
