package org.heddle.sample;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;

/** Asks what the page asks. */
final class SampleClient {

  private final HttpClient http = HttpClient.newHttpClient();
  private final URI root;

  SampleClient(URI root) {
    this.root = root;
  }

  /** Answers with the status. */
  int startFeed() {
    return send(post("api/feed")).statusCode();
  }

  /** Answers with the status. */
  int failFor(String seconds) {
    return send(post("api/fail?seconds=" + seconds)).statusCode();
  }

  /** What there is now, without events. */
  JsonObject status() {
    return after(Long.MAX_VALUE);
  }

  /** How many quakes this server has taken. */
  int accepted() {
    return counter("accepted");
  }

  /** How many quakes are in the database. */
  int stored() {
    return counter("stored");
  }

  private int counter(String name) {
    return status().getJsonObject("counters").getInt(name);
  }

  /** All events after the number, in as many requests as it takes. */
  List<JsonObject> eventsAfter(long number) {
    List<JsonObject> events = new ArrayList<>();
    long seen = number;
    while (true) {
      List<JsonObject> more = after(seen).getJsonArray("events").getValuesAs(JsonObject.class);
      if (more.isEmpty()) {
        return events;
      }
      events.addAll(more);
      seen = more.get(more.size() - 1).getJsonNumber("seq").longValue();
    }
  }

  private JsonObject after(long number) {
    HttpRequest request =
        HttpRequest.newBuilder(root.resolve("api/events?after=" + number)).build();
    try (JsonReader reader = Json.createReader(new StringReader(send(request).body()))) {
      return reader.readObject();
    }
  }

  private HttpRequest post(String path) {
    return HttpRequest.newBuilder(root.resolve(path)).POST(BodyPublishers.noBody()).build();
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return http.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted", e);
    }
  }
}
