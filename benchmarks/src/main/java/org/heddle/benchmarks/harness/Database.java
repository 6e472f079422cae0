package org.heddle.benchmarks.harness;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.apache.derby.jdbc.ClientDataSource;
import org.heddle.brokers.database.DerbyServer;

/** The database of the two-phase commits. */
final class Database {

  static final String NAME = "benchmarks";

  private Database() {}

  /** Starts a server with an empty table. */
  static DerbyServer start() throws SQLException {
    DerbyServer server = DerbyServer.start();
    ClientDataSource source = new ClientDataSource();
    source.setServerName("127.0.0.1");
    source.setPortNumber(server.port());
    source.setDatabaseName(NAME);
    source.setCreateDatabase("create");
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("create table reading (content varchar(64) not null)");
    }
    return server;
  }
}
