package org.heddle.benchmarks.app;

import jakarta.transaction.TransactionManager;
import jakarta.transaction.UserTransaction;
import java.sql.Connection;
import java.sql.PreparedStatement;
import javax.sql.DataSource;
import org.heddle.api.MessageProducer;
import org.heddle.api.OutgoingMessage;
import org.heddle.api.PubSubConnection;
import org.heddle.benchmarks.loop.IdleXaResource;

/**
 * Rounds of transactions of two resources: a row of a database, and a message or a resource that
 * does nothing. Each returns the nanoseconds of all its transactions.
 */
final class Commits implements Task {

  private interface Second {
    void take() throws Exception;
  }

  @Override
  public String run(Parameters parameters) throws Exception {
    int count = parameters.number("count");
    DataSource database = Surroundings.lookUp("benchmarks.database");
    return switch (parameters.text("with")) {
      case "nothing" -> String.valueOf(time(database, count, this::idle));
      case "message" -> String.valueOf(withMessage(parameters.text("topic"), database, count));
      default -> throw new IllegalArgumentException(parameters.text("with"));
    };
  }

  private long withMessage(String topic, DataSource database, int count) throws Exception {
    Reading reading = Readings.of(100);
    return time(
        database,
        count,
        () -> {
          try (PubSubConnection connection = Surroundings.factory().getConnection()) {
            MessageProducer<Reading> producer = connection.createProducer(topic, Reading.class);
            producer.send(OutgoingMessage.of(reading));
          }
        });
  }

  private void idle() throws Exception {
    TransactionManager manager = Surroundings.lookUp("benchmarks.manager");
    manager.getTransaction().enlistResource(new IdleXaResource());
  }

  private static long time(DataSource database, int count, Second second) throws Exception {
    UserTransaction transaction = Surroundings.userTransaction();
    transact(transaction, database, second);
    long start = System.nanoTime();
    for (int i = 0; i < count; i++) {
      transact(transaction, database, second);
    }
    return System.nanoTime() - start;
  }

  private static void transact(UserTransaction transaction, DataSource database, Second second)
      throws Exception {
    transaction.begin();
    try (Connection connection = database.getConnection();
        PreparedStatement insert =
            connection.prepareStatement("insert into reading (content) values (?)")) {
      insert.setString(1, "a row");
      insert.executeUpdate();
      second.take();
    } catch (Exception e) {
      transaction.rollback();
      throw e;
    }
    transaction.commit();
  }
}
