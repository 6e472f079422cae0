package org.heddle.crash;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import javax.sql.XAConnection;
import javax.transaction.xa.XAException;
import javax.transaction.xa.XAResource;
import org.apache.derby.jdbc.ClientXADataSource;
import org.heddle.brokers.database.DerbyServer;

/** A real server of two databases, and what plain JDBC sees of them. */
final class OutsideDatabase implements AutoCloseable {

  static final String DATABASE = "quakes";
  static final String ARCHIVE = "archive";

  private final DerbyServer server;

  private OutsideDatabase(DerbyServer server) {
    this.server = server;
  }

  /** Starts the server and makes the databases; their table takes a trace twice if told to. */
  static OutsideDatabase start() throws SQLException {
    OutsideDatabase database = new OutsideDatabase(DerbyServer.start());
    for (String name : List.of(DATABASE, ARCHIVE)) {
      try (Connection connection =
              DriverManager.getConnection(database.server.url(name) + ";create=true");
          Statement statement = connection.createStatement()) {
        statement.executeUpdate("create table trace (content varchar(64) not null)");
      }
    }
    return database;
  }

  /** Options of the server's virtual machine that say where the database is. */
  List<String> serverOptions() {
    return List.of(
        "-Ddatabase.host=127.0.0.1",
        "-Ddatabase.port=" + server.port(),
        "-Ddatabase.name=" + DATABASE);
  }

  /** The committed rows of a database; blocks while a transaction holds one. */
  List<String> rows(String name) throws SQLException {
    List<String> rows = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(server.url(name));
        Statement statement = connection.createStatement();
        ResultSet result = statement.executeQuery("select content from trace")) {
      while (result.next()) {
        rows.add(result.getString(1));
      }
    }
    return rows;
  }

  /** How many prepared transactions wait for their outcome, in both databases. */
  int inDoubt() throws SQLException, XAException {
    return inDoubt(DATABASE) + inDoubt(ARCHIVE);
  }

  private int inDoubt(String name) throws SQLException, XAException {
    ClientXADataSource source = new ClientXADataSource();
    source.setServerName("127.0.0.1");
    source.setPortNumber(server.port());
    source.setDatabaseName(name);
    XAConnection connection = source.getXAConnection();
    try {
      return connection
          .getXAResource()
          .recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN)
          .length;
    } finally {
      connection.close();
    }
  }

  void kill() {
    server.kill();
  }

  void restart() {
    server.restart();
  }

  @Override
  public void close() {
    server.close();
  }
}
