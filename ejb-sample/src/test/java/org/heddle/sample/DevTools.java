package org.heddle.sample;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The DevTools protocol of one page: numbered calls and their answers, and events in between. */
final class DevTools implements WebSocket.Listener {

  private static final long TIMEOUT_SECONDS = 30;

  private final Map<Integer, CompletableFuture<JsonObject>> calls = new ConcurrentHashMap<>();
  private final List<String> complaints = new CopyOnWriteArrayList<>();
  private final AtomicInteger lastId = new AtomicInteger();
  private final StringBuilder received = new StringBuilder();
  private WebSocket socket;

  private DevTools() {}

  static DevTools connect(HttpClient http, URI page) {
    DevTools devTools = new DevTools();
    devTools.socket = http.newWebSocketBuilder().buildAsync(page, devTools).join();
    return devTools;
  }

  JsonObject call(String method) {
    return call(method, Json.createObjectBuilder());
  }

  JsonObject call(String method, JsonObjectBuilder parameters) {
    int id = lastId.incrementAndGet();
    JsonObject call =
        Json.createObjectBuilder()
            .add("id", id)
            .add("method", method)
            .add("params", parameters)
            .build();
    CompletableFuture<JsonObject> answered = new CompletableFuture<>();
    calls.put(id, answered);
    socket.sendText(call.toString(), true).join();
    JsonObject answer = answered.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
    if (answer.containsKey("error")) {
      throw new IllegalStateException(method + ": " + answer.get("error"));
    }
    return answer.getJsonObject("result");
  }

  List<String> complaints() {
    return List.copyOf(complaints);
  }

  void close() {
    socket.abort();
  }

  @Override
  public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
    received.append(data);
    if (last) {
      try (JsonReader reader = Json.createReader(new StringReader(received.toString()))) {
        take(reader.readObject());
      }
      received.setLength(0);
    }
    webSocket.request(1);
    return null;
  }

  private void take(JsonObject message) {
    if (message.containsKey("id")) {
      calls.remove(message.getInt("id")).complete(message);
    } else if (message.getString("method").equals("Runtime.exceptionThrown")) {
      complaints.add(message.get("params").toString());
    } else if (message.getString("method").equals("Log.entryAdded")) {
      JsonObject entry = message.getJsonObject("params").getJsonObject("entry");
      if (entry.getString("level").equals("error")) {
        complaints.add(entry.toString());
      }
    }
  }
}
