package org.heddle.benchmarks.plain;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.apache.pulsar.client.api.Message;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClient;
import org.apache.pulsar.client.api.PulsarClientException;
import org.apache.pulsar.client.api.SubscriptionInitialPosition;
import org.apache.pulsar.client.api.SubscriptionType;
import org.apache.pulsar.client.api.transaction.Transaction;

/** Pulsar's client: a shared subscription, each message acknowledged by itself. */
final class PulsarPlain implements PlainClient {

  private static final int WAIT_MILLIS = 100;

  private final PulsarClient client;

  PulsarPlain(String serviceUrl) throws PulsarClientException {
    this.client = PulsarClient.builder().serviceUrl(serviceUrl).enableTransaction(true).build();
  }

  @Override
  public void subscribe(String topic, String subscription) throws PulsarClientException {
    consumer(topic, subscription).close();
  }

  private org.apache.pulsar.client.api.Consumer<byte[]> consumer(String topic, String subscription)
      throws PulsarClientException {
    return client
        .newConsumer()
        .topic(topic)
        .subscriptionName(subscription)
        .subscriptionType(SubscriptionType.Shared)
        .subscriptionInitialPosition(SubscriptionInitialPosition.Earliest)
        .subscribe();
  }

  @Override
  public void consume(
      String topic, String subscription, Consumer<byte[]> each, BooleanSupplier done)
      throws PulsarClientException {
    try (org.apache.pulsar.client.api.Consumer<byte[]> consumer = consumer(topic, subscription)) {
      consume(consumer, each, done);
    }
  }

  @Override
  public void consume(
      String topic, String subscription, int threads, Consumer<byte[]> each, BooleanSupplier done)
      throws Exception {
    ExecutorService pool = Executors.newFixedThreadPool(threads);
    try (org.apache.pulsar.client.api.Consumer<byte[]> consumer = consumer(topic, subscription)) {
      Callable<Void> loop =
          () -> {
            consume(consumer, each, done);
            return null;
          };
      for (Future<Void> ended : pool.invokeAll(Collections.nCopies(threads, loop))) {
        ended.get();
      }
    } finally {
      pool.shutdown();
    }
  }

  private static void consume(
      org.apache.pulsar.client.api.Consumer<byte[]> consumer,
      Consumer<byte[]> each,
      BooleanSupplier done)
      throws PulsarClientException {
    CompletableFuture<Void> last = CompletableFuture.completedFuture(null);
    while (!done.getAsBoolean()) {
      Message<byte[]> message = consumer.receive(WAIT_MILLIS, TimeUnit.MILLISECONDS);
      if (message != null) {
        each.accept(message.getValue());
        last = consumer.acknowledgeAsync(message);
      }
    }
    last.join();
  }

  @Override
  public Sender sender(String topic) throws PulsarClientException {
    return new PulsarSender(client, producer(topic), false);
  }

  @Override
  public Sender transactionalSender(String topic) throws PulsarClientException {
    return new PulsarSender(client, producer(topic), true);
  }

  private Producer<byte[]> producer(String topic) throws PulsarClientException {
    return client
        .newProducer()
        .topic(topic)
        .blockIfQueueFull(true)
        .sendTimeout(0, TimeUnit.SECONDS)
        .create();
  }

  // Not awaited: the client gives its threads two seconds of quiet before it ends them, and each
  // round opens and closes some clients.
  @Override
  public void close() {
    client.closeAsync();
  }

  private record PulsarSender(PulsarClient client, Producer<byte[]> producer, boolean transactional)
      implements Sender {

    @Override
    public void send(byte[] payload) throws Exception {
      if (transactional) {
        sendTogether(payload, 1);
      } else {
        producer.send(payload);
      }
    }

    @Override
    public void send(byte[] payload, Runnable stored) {
      producer.sendAsync(payload).thenRun(stored);
    }

    @Override
    public void sendTogether(byte[] payload, int count) throws Exception {
      Transaction transaction = client.newTransaction().build().get();
      List<CompletableFuture<?>> sends = new ArrayList<>(count);
      for (int i = 0; i < count; i++) {
        sends.add(producer.newMessage(transaction).value(payload).sendAsync());
      }
      CompletableFuture.allOf(sends.toArray(CompletableFuture[]::new)).get();
      transaction.commit().get();
    }

    @Override
    public void close() throws PulsarClientException {
      producer.close();
    }
  }
}
