package org.heddle.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/** What the sample does with a week of quakes, on whatever server and broker. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class FeedScenarios {

  private static final int QUAKES_PER_SECOND = 1_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  // What the week of quakes consists of.
  private static final int MESSAGES = 1_712;
  static final int EARTHQUAKES = 1_679;
  static final int OTHERS = 28;
  static final int NOISE = 5;
  static final int STRONG = 85;

  private final SampleServer.Kind kind;
  private final String backend;
  private final String title;
  private SampleBroker broker;
  private SampleServer server;
  private SampleClient client;

  /** The scenarios on one backend, on Payara Micro. */
  FeedScenarios(String backend, String title) {
    this(SampleServer.Kind.PAYARA, backend, title);
  }

  /**
   * The scenarios on one server and one backend.
   *
   * @param kind the server
   * @param backend what {@code sample.backend} chooses
   * @param title what the page calls it
   */
  FeedScenarios(SampleServer.Kind kind, String backend, String title) {
    this.kind = kind;
    this.backend = backend;
    this.title = title;
  }

  /** Alerts are sent in the transaction that acknowledges their quakes: none is seen twice. */
  void checkRepetitions(List<? extends String> alerts) {
    assertThat(alerts).doesNotHaveDuplicates();
  }

  @BeforeAll
  void start() {
    broker = SampleBroker.start(backend);
    server = SampleServer.start(kind, broker, 0, QUAKES_PER_SECOND);
    client = new SampleClient(server.uri("/"));
  }

  @AfterAll
  void stop() {
    try (SampleBroker started = broker;
        SampleServer ended = server) {
      // Closing is all there is to do.
    }
  }

  @Test
  void shouldRunOnTheBrokerByConfigurationAlone() {
    assertThat(client.status().getString("broker")).isEqualTo(title);
  }

  @Test
  void shouldAccountForEveryMessageOfTheFeed() {
    Reading before = read();

    assertThat(client.startFeed()).isEqualTo(204);
    assertThat(client.startFeed()).isEqualTo(409);
    awaitAllSince(before);

    Reading after = read();
    assertThat(after.since(before, "published")).isEqualTo(MESSAGES);
    assertThat(after.since(before, "delivered")).isEqualTo(EARTHQUAKES + OTHERS);
    assertThat(after.since(before, "redelivered")).isZero();
    assertThat(after.counters().getInt("stored")).isEqualTo(EARTHQUAKES);
    List<JsonObject> events = client.eventsAfter(before.sequence());
    assertThat(idsOf(events, "quake")).hasSize(EARTHQUAKES).doesNotHaveDuplicates();
    assertThat(idsOf(events, "alert")).hasSize(STRONG).doesNotHaveDuplicates();
    assertThat(reasonsIn(events))
        .isEqualTo(Map.of("REJECTED", (long) OTHERS, "UNDECODABLE", (long) NOISE));
    awaitEndOfFeed();
  }

  @Test
  void shouldRedeliverWhatFailsAndLoseNothing() {
    Reading before = read();

    // Until something has failed: how long it takes for the first to come, nobody knows.
    assertThat(client.failFor("120")).isEqualTo(204);
    client.startFeed();
    await()
        .atMost(PATIENCE)
        .until(() -> client.status().getJsonObject("failing").getInt("failures") > 0);
    assertThat(client.status().getJsonObject("failing").getBoolean("active")).isTrue();
    assertThat(client.failFor("0")).isEqualTo(204);
    assertThat(client.status().getJsonObject("failing").getBoolean("active")).isFalse();
    awaitAllSince(before);

    Reading after = read();
    assertThat(after.since(before, "redelivered")).isPositive();
    assertThat(after.since(before, "delivered"))
        .isEqualTo(EARTHQUAKES + OTHERS + after.since(before, "redelivered"));
    List<JsonObject> events = client.eventsAfter(before.sequence());
    assertThat(idsOf(events, "quake")).hasSize(EARTHQUAKES).doesNotHaveDuplicates();
    assertThat(idsOf(events, "alert").distinct()).hasSize(STRONG);
    assertThat(idsOf(events, "alert")).satisfies(this::checkRepetitions);
    assertThat(events).anyMatch(event -> event.getInt("deliveryCount", 1) > 1);
    assertThat(reasonsIn(events)).doesNotContainKey("MAX_DELIVERIES");
    awaitEndOfFeed();
  }

  @Test
  void shouldRefuseAnOutageThatItCannotTime() {
    assertThat(client.failFor("-1")).isEqualTo(400);
    assertThat(client.failFor("100000")).isEqualTo(400);
    assertThat(client.status().getJsonObject("failing").getBoolean("active")).isFalse();
  }

  /** So that the next test can start it. */
  private void awaitEndOfFeed() {
    await()
        .atMost(PATIENCE)
        .until(() -> client.status().getJsonObject("feed").getString("state").equals("DONE"));
  }

  private void awaitAllSince(Reading before) {
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () -> {
              Reading now = read();
              assertThat(now.since(before, "accepted")).isEqualTo(EARTHQUAKES);
              assertThat(now.since(before, "alerts")).isGreaterThanOrEqualTo(STRONG);
              assertThat(now.since(before, "deadLetters")).isEqualTo(OTHERS + NOISE);
            });
  }

  private Reading read() {
    JsonObject status = client.status();
    return new Reading(
        status.getJsonObject("counters"), status.getJsonNumber("sequence").longValue());
  }

  private static Stream<String> idsOf(List<JsonObject> events, String kind) {
    return events.stream()
        .filter(event -> event.getString("kind").equals(kind))
        .map(event -> event.getString("id"));
  }

  private static Map<String, Long> reasonsIn(List<JsonObject> events) {
    return events.stream()
        .filter(event -> event.getString("kind").equals("dead"))
        .map(event -> event.getString("reason"))
        .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
  }

  /** The counters at one moment; the server goes on counting from test to test. */
  private record Reading(JsonObject counters, long sequence) {
    int since(Reading before, String counter) {
      return counters.getInt(counter) - before.counters.getInt(counter);
    }
  }
}
