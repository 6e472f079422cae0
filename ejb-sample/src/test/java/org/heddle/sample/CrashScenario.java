package org.heddle.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A server that is killed while messages are stored and acknowledged in two phases. */
abstract class CrashScenario {

  private static final int EARTHQUAKES = 1_679;
  private static final int KILLS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Function<SampleBroker, KillableServer> start;

  /**
   * The scenario on one server.
   *
   * @param start starts the sample there
   */
  CrashScenario(Function<SampleBroker, KillableServer> start) {
    this.start = start;
  }

  @Test
  void shouldFinishWhatAKilledServerHasLeftInDoubt() throws IOException {
    try (SampleBroker broker = SampleBroker.start("kafka");
        KillableServer server = start.apply(broker)) {
      SampleClient client = new SampleClient(server.uri("/"));

      List<Path> inDoubt = List.of();
      for (int kills = 0; inDoubt.isEmpty() && kills < KILLS; kills++) {
        assertThat(client.startFeed()).isEqualTo(204);
        await().atMost(PATIENCE).until(() -> client.accepted() > 20);
        server.kill();
        inDoubt = prepared(server);
        server.restart();
      }

      assertThat(inDoubt).as("prepared transactions after a kill").isNotEmpty();
      assertThat(inDoubt)
          .allSatisfy(
              unit ->
                  await().atMost(PATIENCE).untilAsserted(() -> assertThat(unit).doesNotExist()));

      // A row that is locked by what is in doubt in the database would hold up its quake.
      assertThat(client.startFeed()).isEqualTo(204);
      await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                assertThat(client.stored()).isEqualTo(EARTHQUAKES);
                assertThat(client.accepted()).isGreaterThanOrEqualTo(EARTHQUAKES);
              });
      // What was left of the first feed is counted too, so that some of this one may be under way.
      await().atMost(PATIENCE).untilAsserted(() -> assertThat(prepared(server)).isEmpty());
    }
  }

  /** What the adapter has voted for and not ended. */
  private static List<Path> prepared(KillableServer server) throws IOException {
    try (Stream<Path> files = Files.list(server.data().resolve("heddle"))) {
      return files.filter(file -> file.toString().endsWith(".unit")).toList();
    }
  }
}
