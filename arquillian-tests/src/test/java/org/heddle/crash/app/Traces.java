package org.heddle.crash.app;

import jakarta.annotation.Resource;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.UUID;
import javax.sql.DataSource;
import org.heddle.api.PubSubConnection;
import org.heddle.api.PubSubConnectionFactory;

/** Leaves a number with every participant, in the transaction of the caller. */
@Stateless
@TransactionAttribute(TransactionAttributeType.MANDATORY)
public class Traces {

  @Resource(lookup = Names.DATABASE)
  private DataSource database;

  @Resource(lookup = Names.ARCHIVE)
  private DataSource archive;

  @Resource(lookup = Names.FACTORY)
  private PubSubConnectionFactory broker;

  /** Notes the call, which no rollback takes back, then leaves the traces. */
  public void leave(String number) throws SQLException, IOException {
    String trace = number + " " + UUID.randomUUID();
    Files.writeString(
        Path.of(System.getProperty(Names.CALLS)),
        trace + "\n",
        StandardCharsets.US_ASCII,
        StandardOpenOption.CREATE,
        StandardOpenOption.APPEND);
    Set<Participant> participants = Participant.configured();
    if (participants.contains(Participant.DATABASE)) {
      store(database, trace);
    }
    if (participants.contains(Participant.ARCHIVE)) {
      store(archive, trace);
    }
    if (participants.contains(Participant.BROKER)) {
      send(trace);
    }
  }

  private static void store(DataSource source, String trace) throws SQLException {
    try (Connection connection = source.getConnection();
        PreparedStatement insert = connection.prepareStatement("insert into trace values (?)")) {
      insert.setString(1, trace);
      insert.executeUpdate();
    }
  }

  private void send(String trace) {
    try (PubSubConnection connection = broker.getConnection()) {
      connection.createProducer(Names.OUTGOING, String.class).send(trace);
    }
  }
}
