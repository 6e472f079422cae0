package org.heddle.pulsar.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pulsar.client.api.BatcherBuilder;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.ProducerBuilder;
import org.apache.pulsar.client.api.Schema;
import org.heddle.api.AlreadyClosedException;
import org.heddle.pulsar.ClientProperties;
import org.heddle.pulsar.ClientProperties.Owner;
import org.heddle.pulsar.PulsarSettings;
import org.heddle.spi.BackendContext;
import org.heddle.spi.support.OwnContext;

/**
 * One producer for each topic and way to configure it, shared by all senders, transactions
 * included, so that their messages travel in common batches. Those that nobody has used for a while
 * are closed. Safe for several threads.
 */
final class SharedProducers implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);
  private static final Duration IDLE = Duration.ofMinutes(5);
  private static final Duration SWEEP = Duration.ofMinutes(1);

  private record Key(String topic, Map<String, String> properties) {}

  private final PulsarClients clients;
  private final PulsarSettings settings;
  private final BackendContext context;
  private final Map<Key, SharedProducer> producers = new HashMap<>();
  private boolean sweeping;
  private boolean closed;

  SharedProducers(PulsarClients clients, PulsarSettings settings, BackendContext context) {
    this.clients = clients;
    this.settings = settings;
    this.context = context;
  }

  /**
   * Lends a producer, which is opened if nobody uses it yet.
   *
   * @param topic Pulsar's name
   * @param properties free properties of the sender
   */
  synchronized SharedProducer acquire(String topic, Map<String, String> properties) {
    if (closed) {
      throw new AlreadyClosedException("The Pulsar client is closed");
    }
    Key key = new Key(topic, properties);
    SharedProducer producer = producers.get(key);
    if (producer == null || producer.hasFailed()) {
      producer = new SharedProducer(clients, open(topic, properties));
      producers.put(key, producer);
      sweepLater();
    }
    producer.addUser();
    return producer;
  }

  synchronized void release(SharedProducer producer) {
    producer.removeUser();
  }

  /** Closes the producers of a topic, so that they do not bring it back when it is deleted. */
  void closeAllOf(String topic) {
    List<SharedProducer> concerned = new ArrayList<>();
    synchronized (this) {
      producers
          .entrySet()
          .removeIf(
              entry -> entry.getKey().topic().equals(topic) && concerned.add(entry.getValue()));
    }
    awaitClosed(concerned);
  }

  /** Forgets a producer that sends nothing any more. */
  synchronized void discard(SharedProducer producer) {
    if (producers.values().remove(producer)) {
      producer.close();
    }
  }

  private CompletableFuture<Producer<byte[]>> open(String topic, Map<String, String> properties) {
    return OwnContext.call(SharedProducers.class, () -> builder(topic, properties).createAsync());
  }

  private ProducerBuilder<byte[]> builder(String topic, Map<String, String> own) {
    // The topic's schema is asked for, so that who expects it can read what is sent.
    ProducerBuilder<byte[]> builder = clients.get().newProducer(Schema.AUTO_PRODUCE_BYTES());
    Map<String, Object> properties =
        new TreeMap<>(ClientProperties.of(settings.properties(), Owner.PRODUCER));
    own.forEach((name, value) -> properties.put(ClientProperties.withoutPrefix(name), value));
    try {
      builder.loadConf(properties);
    } catch (RuntimeException e) {
      throw PulsarClients.unfit("producer of topic '" + topic + "'", properties, e);
    }
    builder
        .topic(topic)
        .sendTimeout(Math.toIntExact(settings.operationTimeout().toMillis()), TimeUnit.MILLISECONDS)
        .blockIfQueueFull(true);
    if (settings.keyShared()) {
      builder.batcherBuilder(BatcherBuilder.KEY_BASED);
    }
    if (settings.chunking()) {
      builder.enableBatching(false).enableChunking(true);
    }
    return builder;
  }

  private void sweepLater() {
    if (!sweeping) {
      sweeping = true;
      context.schedule(SWEEP, this::sweep);
    }
  }

  private synchronized void sweep() {
    sweeping = false;
    for (Iterator<SharedProducer> all = producers.values().iterator(); all.hasNext(); ) {
      SharedProducer producer = all.next();
      if (producer.isIdleFor(IDLE.toNanos())) {
        all.remove();
        producer.close();
      }
    }
    if (!closed && !producers.isEmpty()) {
      sweepLater();
    }
  }

  @Override
  public void close() {
    List<SharedProducer> left;
    synchronized (this) {
      closed = true;
      left = List.copyOf(producers.values());
      producers.clear();
    }
    awaitClosed(left);
  }

  private static void awaitClosed(List<SharedProducer> producers) {
    CompletableFuture<?>[] closing =
        producers.stream().map(SharedProducer::close).toArray(CompletableFuture[]::new);
    try {
      CompletableFuture.allOf(closing).get(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The broker is away; the connections end with the client.
      return;
    }
  }
}
