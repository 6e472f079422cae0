package org.heddle.sample;

import static jakarta.enterprise.event.TransactionPhase.AFTER_SUCCESS;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the page shows: counters, and the newest events, each with a number of its own.
 *
 * <p>An event is posted when the transaction of the bean that fired it has committed, so the board
 * shows what happened and not what was tried.
 */
@ApplicationScoped
class Board {

  private static final int KEPT_EVENTS = 10_000;
  private static final int LARGEST_ANSWER = 500;
  private static final int SHOWN_PAYLOAD = 200;

  private final Map<String, Integer> counters =
      new TreeMap<>(
          Map.of(
              "published", 0,
              "delivered", 0,
              "redelivered", 0,
              "accepted", 0,
              "alerts", 0,
              "deadLetters", 0));
  private final Deque<Post> posts = new ArrayDeque<>();
  private long sequence;

  synchronized void published(int messages) {
    count("published", messages);
  }

  synchronized void delivered(int deliveryCount) {
    count("delivered", 1);
    count("redelivered", deliveryCount > 1 ? 1 : 0);
  }

  synchronized void show(@Observes(during = AFTER_SUCCESS) QuakeAccepted event) {
    count("accepted", 1);
    Quake quake = event.quake();
    post(
        "quake",
        Json.createObjectBuilder()
            .add("id", quake.id())
            .add("place", quake.place())
            .add("magnitude", quake.magnitude())
            .add("depthKm", quake.depthKm())
            .add("longitude", quake.longitude())
            .add("latitude", quake.latitude())
            .add("time", quake.time().toString())
            .add("deliveryCount", event.deliveryCount()));
  }

  synchronized void show(@Observes(during = AFTER_SUCCESS) Alert alert) {
    count("alerts", 1);
    post(
        "alert",
        Json.createObjectBuilder()
            .add("id", alert.id())
            .add("place", alert.place())
            .add("magnitude", alert.magnitude())
            .add("longitude", alert.longitude())
            .add("latitude", alert.latitude())
            .add("time", alert.time().toString())
            .add("level", alert.level().name()));
  }

  synchronized void show(@Observes(during = AFTER_SUCCESS) DeadQuake dead) {
    count("deadLetters", 1);
    String payload = dead.payload();
    post(
        "dead",
        Json.createObjectBuilder()
            .add("id", dead.id())
            .add("reason", dead.reason())
            .add("detail", dead.detail())
            .add("deliveryCount", dead.deliveryCount())
            .add("payload", payload.substring(0, Math.min(SHOWN_PAYLOAD, payload.length()))));
  }

  /** The events after the one with this number, the oldest first, and the counters. */
  synchronized View after(long number) {
    List<JsonObject> newer =
        posts.stream()
            .filter(post -> post.number() > number)
            .limit(LARGEST_ANSWER)
            .map(Post::content)
            .toList();
    return new View(Map.copyOf(counters), sequence, newer);
  }

  private void count(String counter, int more) {
    counters.merge(counter, more, Integer::sum);
  }

  private void post(String kind, JsonObjectBuilder content) {
    sequence++;
    posts.add(new Post(sequence, content.add("seq", sequence).add("kind", kind).build()));
    if (posts.size() > KEPT_EVENTS) {
      posts.remove();
    }
  }

  private record Post(long number, JsonObject content) {}

  /**
   * What the page has not seen yet.
   *
   * @param counters how often things happened
   * @param sequence the number of the newest event
   * @param events some events
   */
  record View(Map<String, Integer> counters, long sequence, List<JsonObject> events) {}
}
