package org.heddle.server.app;

import jakarta.annotation.Resource;
import jakarta.ejb.EJBContext;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.function.Predicate;
import org.heddle.api.Message;
import org.heddle.api.MessageConsumer;
import org.heddle.api.PubSubConnection;
import org.heddle.api.PubSubConnectionFactory;

/** Sends and receives, each method in the transaction that its annotation asks for. */
@Stateless
public class Mailbox {

  private static final Duration PATIENCE = Duration.ofSeconds(20);

  @Resource(lookup = Names.FACTORY)
  private PubSubConnectionFactory connections;

  @Resource(lookup = Names.DEFINED_FACTORY)
  private PubSubConnectionFactory definedConnections;

  @Resource private EJBContext context;

  /** Sends in the caller's transaction, or in its own. */
  public void send(String topic, Task... tasks) {
    sendEach(connections, topic, Task.class, tasks);
  }

  /** Sends through the connection factory that the application defines. */
  public void sendThroughDefinition(String topic, Task... tasks) {
    sendEach(definedConnections, topic, Task.class, tasks);
  }

  /** Sends without a transaction. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void sendAtOnce(String topic, Task... tasks) {
    sendEach(connections, topic, Task.class, tasks);
  }

  /** Sends text as it is, in the caller's transaction, or in its own. */
  public void sendText(String topic, String... texts) {
    sendEach(connections, topic, String.class, texts);
  }

  /** Sends and rolls back. */
  public void sendInVain(String topic, Task... tasks) {
    send(topic, tasks);
    context.setRollbackOnly();
  }

  /** Sends and fails. */
  public void sendAndThrow(String topic, Task... tasks) {
    send(topic, tasks);
    throw new IllegalStateException("After the send");
  }

  /** Sends each task through a connection of its own, all of them open at the same time. */
  public void sendOverSeveralConnections(String topic, Task... tasks) {
    List<PubSubConnection> open = new ArrayList<>();
    try {
      for (Task task : tasks) {
        PubSubConnection connection = connections.getConnection();
        open.add(connection);
        connection.createProducer(topic, Task.class).send(task);
      }
    } finally {
      open.forEach(PubSubConnection::close);
    }
  }

  /** Makes a subscription, which keeps what is sent from now on. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public void subscribe(String topic, String subscription) {
    try (PubSubConnection connection = connections.getConnection()) {
      connection.createConsumer(topic, subscription, Task.class).close();
    }
  }

  /** Receives until the last task has come; acknowledges all. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public List<Task> receiveUntil(String topic, String subscription, Task last) {
    return receive(
        topic, subscription, received -> received.get(received.size() - 1).id().equals(last.id()));
  }

  /** Receives so many tasks, in whatever order they come; acknowledges all. */
  @TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
  public List<Task> receive(String topic, String subscription, int count) {
    return receive(topic, subscription, received -> received.size() == count);
  }

  /** Receives one task in a transaction, acknowledges it and rolls back. */
  public Task receiveInVain(String topic, String subscription) {
    Task received = receive(topic, subscription, first -> true).get(0);
    context.setRollbackOnly();
    return received;
  }

  private List<Task> receive(String topic, String subscription, Predicate<List<Task>> complete) {
    List<Task> received = new ArrayList<>();
    try (PubSubConnection connection = connections.getConnection();
        MessageConsumer<Task> consumer =
            connection.createConsumer(topic, subscription, Task.class)) {
      do {
        Message<Task> message = consumer.receive(PATIENCE);
        received.add(message.value());
        consumer.acknowledge(message);
      } while (!complete.test(received));
      return received;
    } catch (TimeoutException e) {
      throw new AssertionError("No further message on " + topic + " after " + received, e);
    }
  }

  private static <T> void sendEach(
      PubSubConnectionFactory factory, String topic, Class<T> type, T[] values) {
    try (PubSubConnection connection = factory.getConnection();
        var producer = connection.createProducer(topic, type)) {
      for (T value : values) {
        producer.send(value);
      }
    }
  }
}
