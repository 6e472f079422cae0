package org.heddle.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import org.heddle.brokers.database.DerbyServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two servers with the sample, on one subscription and one database; one of them is killed. */
@Tag("crash")
class ClusterIT {

  private static final int QUAKES_PER_SECOND = 500;
  private static final int EARTHQUAKES = 1_679;

  // The broker waits three quarters of a minute for a member that has gone silent.
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  @TempDir private Path directory;

  @Test
  void shouldShareTheWorkAndTakeItOverFromAServerThatIsKilled() throws Exception {
    Path logs = Files.createDirectory(directory.resolve("first"));
    Path otherLogs = Files.createDirectory(directory.resolve("second"));
    try (SampleBroker broker = SampleBroker.kafkaForSeveral();
        DerbyServer database = DerbyServer.start();
        KillableServer server =
            PayaraServer.startMember(logs, broker, database, QUAKES_PER_SECOND);
        KillableServer other =
            PayaraServer.startMember(otherLogs, broker, database, QUAKES_PER_SECOND)) {
      SampleClient client = new SampleClient(server.uri("/"));
      SampleClient otherClient = new SampleClient(other.uri("/"));

      client.startFeed();
      await().atMost(PATIENCE).until(() -> client.accepted() > 50 && otherClient.accepted() > 50);
      other.kill();
      await()
          .atMost(PATIENCE)
          .untilAsserted(() -> assertThat(stored(database, "with ur")).isEqualTo(EARTHQUAKES));

      // Derby keeps a branch that was ended but not prepared, with its locks, when its client dies.
      database.restart();
      other.restart();
      await()
          .atMost(PATIENCE)
          .ignoreExceptionsInstanceOf(SQLException.class)
          .untilAsserted(() -> assertThat(stored(database, "")).isEqualTo(EARTHQUAKES));
      int before = client.accepted();
      client.startFeed();
      await()
          .atMost(PATIENCE)
          .until(() -> client.accepted() > before + 50 && otherClient.accepted() > 50);
    }
  }

  /**
   * Counts the quakes in the database.
   *
   * @param isolation {@code with ur} to count also those that are in doubt, which are locked
   */
  private static int stored(DerbyServer database, String isolation) throws SQLException {
    try (Connection connection = DriverManager.getConnection(database.url("quakes"));
        Statement statement = connection.createStatement();
        ResultSet result =
            statement.executeQuery("select count(*) from StoredQuake " + isolation)) {
      result.next();
      return result.getInt(1);
    }
  }
}
