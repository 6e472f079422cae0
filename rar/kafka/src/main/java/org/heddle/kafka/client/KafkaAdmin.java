package org.heddle.kafka.client;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaFuture;
import org.heddle.api.AlreadyClosedException;
import org.heddle.spi.support.OwnContext;

/** Asks the cluster's administration and waits for the answer. Safe for several threads. */
final class KafkaAdmin implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  private final KafkaClients clients;
  private final Duration timeout;
  private Admin admin;
  private boolean closed;

  KafkaAdmin(KafkaClients clients, Duration timeout) {
    this.clients = clients;
    this.timeout = timeout;
  }

  /**
   * Asks and waits, within the operation timeout.
   *
   * @param action what is asked for, to follow "Cannot"
   * @param question asks
   * @throws org.heddle.api.MessagingException if the answer is bad or does not come
   */
  <T> T ask(String action, Function<Admin, KafkaFuture<T>> question) {
    try {
      return await(question.apply(client()));
    } catch (Exception e) {
      throw KafkaFailures.translate(e, action);
    }
  }

  /** As {@link #ask}, but leaves the client library's exceptions as they are. */
  <T> T askPlainly(Function<Admin, KafkaFuture<T>> question) throws Exception {
    return await(question.apply(client()));
  }

  /** The client itself, for questions whose answer nobody waits for. */
  synchronized Admin client() {
    if (closed) {
      throw new AlreadyClosedException("The Kafka client is closed");
    }
    if (admin == null) {
      admin = clients.admin();
    }
    return admin;
  }

  private <T> T await(KafkaFuture<T> answer) throws Exception {
    // The client gives up by itself; the second in addition is for an answer that comes with it.
    return answer.get(timeout.toMillis() + 1000, TimeUnit.MILLISECONDS);
  }

  @Override
  public void close() {
    Admin open;
    synchronized (this) {
      closed = true;
      open = admin;
      admin = null;
    }
    if (open != null) {
      OwnContext.run(KafkaAdmin.class, () -> open.close(CLOSE_TIMEOUT));
    }
  }
}
