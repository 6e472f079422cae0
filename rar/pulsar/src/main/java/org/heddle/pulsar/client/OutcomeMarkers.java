package org.heddle.pulsar.client;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.SubscriptionInitialPosition;
import org.apache.pulsar.client.api.SubscriptionType;
import org.apache.pulsar.client.api.transaction.Transaction;
import org.heddle.api.MessagingException;
import org.heddle.api.Topic;
import org.heddle.pulsar.PulsarSettings;
import org.heddle.spi.support.Deadline;
import org.heddle.spi.support.OwnContext;

/**
 * Tells whether a transaction took effect whose commit was not answered. Each transaction also
 * sends a marker to a topic of this backend's own, which the backend reads all the time: it sees
 * the markers of those that took effect, in order. A message that is sent after a transaction has
 * ended comes behind its marker; if it comes and the marker has not, the transaction did not take
 * effect. Opened with the first transaction. Safe for several threads.
 */
final class OutcomeMarkers implements AutoCloseable {

  private static final String SUBSCRIPTION = "heddle";
  private static final long CLOSE_MILLIS = 2_000;
  private static final byte[] NOTHING = {};

  private final PulsarClients clients;
  private final PulsarTopics topics;
  private final PulsarSettings settings;
  private final String topic;
  private final Map<String, CompletableFuture<Void>> expected = new ConcurrentHashMap<>();
  private volatile Producer<byte[]> producer;
  private Consumer<byte[]> consumer;

  OutcomeMarkers(PulsarClients clients, PulsarTopics topics, PulsarSettings settings) {
    this.clients = clients;
    this.topics = topics;
    this.settings = settings;
    this.topic =
        "persistent://" + settings.markerNamespace() + "/heddle-outcomes-" + UUID.randomUUID();
  }

  /** Starts to expect the marker of a transaction; opens the topic before the first. */
  String expect(Deadline deadline) throws InterruptedException {
    open(deadline);
    String marker = UUID.randomUUID().toString();
    expected.put(marker, new CompletableFuture<>());
    return marker;
  }

  CompletableFuture<MessageId> send(String marker, Transaction transaction) {
    return producer.newMessage(transaction).key(marker).value(NOTHING).sendAsync();
  }

  /** Stops to expect a marker. */
  void forget(String marker) {
    expected.remove(marker);
  }

  /**
   * Tells whether a transaction that has ended took effect; blocks until that is certain.
   *
   * @throws ExecutionException if the topic cannot be written to
   * @throws TimeoutException if it is not certain until the deadline
   * @throws InterruptedException if the thread is interrupted
   */
  boolean isSeen(String marker, Deadline deadline)
      throws ExecutionException, TimeoutException, InterruptedException {
    String behind = expect(deadline);
    try {
      sendBehind(behind, deadline);
      CompletableFuture<Void> seen = expected.get(marker);
      Answers.await(
          CompletableFuture.anyOf(seen, expected.get(behind)).thenApply(done -> done), deadline);
      return seen.isDone();
    } finally {
      forget(behind);
    }
  }

  private void sendBehind(String behind, Deadline deadline)
      throws ExecutionException, TimeoutException, InterruptedException {
    while (true) {
      try {
        Answers.await(producer.newMessage().key(behind).value(NOTHING).sendAsync(), deadline);
        return;
      } catch (ExecutionException e) {
        if (!PulsarFailures.isPassing(e) || deadline.passed()) {
          throw e;
        }
      }
    }
  }

  private void note(Consumer<byte[]> from, Message<byte[]> marker) {
    from.acknowledgeAsync(marker);
    Optional.ofNullable(expected.get(String.valueOf(marker.getKey())))
        .ifPresent(seen -> seen.complete(null));
  }

  private synchronized void open(Deadline deadline) throws InterruptedException {
    if (producer != null) {
      return;
    }
    String action =
        "open the topic of outcomes "
            + topic
            + ", which exactly once needs; see markerNamespace and the client's rights there";
    topics.ensureWhole(new Topic.Native(topic, org.heddle.api.QualityOfService.AT_LEAST_ONCE));
    if (consumer == null) {
      consumer = opened(subscribe(), Consumer::closeAsync, action, deadline);
    }
    producer = opened(produce(), Producer::closeAsync, action, deadline);
  }

  private static <T> T opened(
      CompletableFuture<T> opening,
      java.util.function.Consumer<T> undo,
      String action,
      Deadline deadline)
      throws InterruptedException {
    try {
      return Answers.await(opening, deadline);
    } catch (ExecutionException | TimeoutException e) {
      // If it opens after all, it must not be in the way of the next attempt.
      opening.thenAccept(undo);
      throw PulsarFailures.translate(e, action);
    }
  }

  private CompletableFuture<Consumer<byte[]>> subscribe() {
    return OwnContext.call(
        OutcomeMarkers.class,
        () ->
            clients
                .get()
                .newConsumer(Schema.BYTES)
                .topic(topic)
                .subscriptionName(SUBSCRIPTION)
                .subscriptionType(SubscriptionType.Exclusive)
                .subscriptionInitialPosition(SubscriptionInitialPosition.Earliest)
                .messageListener(this::note)
                .subscribeAsync());
  }

  private CompletableFuture<Producer<byte[]>> produce() {
    return OwnContext.call(
        OutcomeMarkers.class,
        () ->
            clients
                .get()
                .newProducer(Schema.BYTES)
                .topic(topic)
                .sendTimeout(
                    Math.toIntExact(settings.operationTimeout().toMillis()), TimeUnit.MILLISECONDS)
                .blockIfQueueFull(true)
                .createAsync());
  }

  /** Leaves nothing at the broker, if it is there to be told. */
  @Override
  public synchronized void close() {
    Producer<byte[]> opened = producer;
    if (opened == null) {
      return;
    }
    producer = null;
    Deadline deadline = Deadline.in(java.time.Duration.ofMillis(CLOSE_MILLIS));
    try {
      Answers.await(opened.closeAsync(), deadline);
      Answers.await(consumer.unsubscribeAsync(), deadline);
      if (settings.adminUrl().isPresent()) {
        topics.delete(topic);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException | MessagingException e) {
      // The broker removes topics without subscriptions; one more is left that it may keep.
      return;
    }
  }
}
