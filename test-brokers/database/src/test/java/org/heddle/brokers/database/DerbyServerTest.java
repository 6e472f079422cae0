package org.heddle.brokers.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.XAConnection;
import javax.transaction.xa.XAResource;
import javax.transaction.xa.Xid;
import org.apache.derby.jdbc.ClientXADataSource;
import org.junit.jupiter.api.Test;

class DerbyServerTest {

  private record Branch(byte[] globalTransactionId, byte[] branchQualifier) implements Xid {

    @Override
    public int getFormatId() {
      return 1;
    }

    @Override
    public byte[] getGlobalTransactionId() {
      return globalTransactionId;
    }

    @Override
    public byte[] getBranchQualifier() {
      return branchQualifier;
    }
  }

  @Test
  void shouldKeepWhatIsCommittedAndWhatIsPreparedWhenKilledAndRestarted() throws Exception {
    Xid xid = new Branch(new byte[] {1}, new byte[] {2});
    try (DerbyServer server = DerbyServer.start()) {
      String url = server.url("quakes");
      execute(url + ";create=true", "create table quake (id int)");
      execute(url, "insert into quake values 1");
      prepareInsert(server, xid);

      server.kill();
      assertThat(server.process().isAlive()).isFalse();
      server.restart();

      assertThat(server.url("quakes")).isEqualTo(url).startsWith("jdbc:derby://127.0.0.1:");
      XAConnection connection = xaConnection(server);
      XAResource resource = connection.getXAResource();
      Xid[] prepared = resource.recover(XAResource.TMSTARTRSCAN | XAResource.TMENDRSCAN);
      assertThat(prepared).hasSize(1);
      assertThat(prepared[0].getGlobalTransactionId()).isEqualTo(xid.getGlobalTransactionId());
      resource.commit(prepared[0], false);
      connection.close();
      assertThat(count(url)).isEqualTo(2);
    }
  }

  @Test
  void shouldLeaveNeitherProcessNorFolderWhenClosed() {
    DerbyServer server = DerbyServer.start();
    long pid = server.process().pid();
    Path directory = server.process().directory();

    server.close();

    assertThat(ProcessHandle.of(pid)).isEmpty();
    assertThat(directory).doesNotExist();
  }

  private static void prepareInsert(DerbyServer server, Xid xid) throws Exception {
    XAConnection connection = xaConnection(server);
    XAResource resource = connection.getXAResource();
    resource.start(xid, XAResource.TMNOFLAGS);
    try (Statement statement = connection.getConnection().createStatement()) {
      statement.executeUpdate("insert into quake values 2");
    }
    resource.end(xid, XAResource.TMSUCCESS);
    assertThat(resource.prepare(xid)).isEqualTo(XAResource.XA_OK);
  }

  private static XAConnection xaConnection(DerbyServer server) throws SQLException {
    ClientXADataSource source = new ClientXADataSource();
    source.setServerName("127.0.0.1");
    source.setPortNumber(server.port());
    source.setDatabaseName("quakes");
    return source.getXAConnection();
  }

  private static void execute(String url, String sql) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement()) {
      statement.executeUpdate(sql);
    }
  }

  private static int count(String url) throws SQLException {
    try (Connection connection = DriverManager.getConnection(url);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("select count(*) from quake")) {
      rows.next();
      return rows.getInt(1);
    }
  }
}
