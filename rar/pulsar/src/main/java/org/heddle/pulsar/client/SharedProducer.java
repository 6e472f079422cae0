package org.heddle.pulsar.client;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pulsar.client.api.Producer;
import org.heddle.api.MessagingException;
import org.heddle.spi.support.Deadline;
import org.heddle.spi.support.OwnContext;

/** One producer of the client, opened or on its way, and who uses it. Guarded by its owner. */
final class SharedProducer {

  private final PulsarClients clients;
  private final CompletableFuture<Producer<byte[]>> opening;
  private int users;
  private long idleSinceNanos;
  private volatile boolean closed;

  SharedProducer(PulsarClients clients, CompletableFuture<Producer<byte[]>> opening) {
    this.clients = clients;
    this.opening = opening;
  }

  /**
   * Returns the open producer; blocks until it is open.
   *
   * @param action what it is needed for
   * @throws MessagingException if it cannot be opened in time
   */
  Producer<byte[]> get(Deadline deadline, String action) {
    try {
      return opening.get(deadline.left().toMillis() + 1, TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw clients.translate(e, action);
    }
  }

  /** Sends the batch that the client collects; whether it arrives, each message's answer tells. */
  void push() {
    if (opening.isDone() && !opening.isCompletedExceptionally()) {
      opening.join().flushAsync();
    }
  }

  /** Tells whether it has been closed, as when its topic is deleted. */
  boolean isClosed() {
    return closed;
  }

  boolean hasFailed() {
    return opening.isCompletedExceptionally();
  }

  void addUser() {
    users++;
  }

  void removeUser() {
    users--;
    idleSinceNanos = System.nanoTime();
  }

  boolean isIdleFor(long nanos) {
    return users == 0 && System.nanoTime() - idleSinceNanos >= nanos;
  }

  /** Closes the producer when it is open; what was sent is sent before. */
  CompletableFuture<Void> close() {
    closed = true;
    return opening
        .thenCompose(producer -> OwnContext.call(SharedProducer.class, () -> producer.closeAsync()))
        .exceptionally(failure -> null);
  }
}
