package org.heddle.pulsar.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
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
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.MessagingException;
import org.heddle.api.QualityOfService;
import org.heddle.api.Topic;
import org.heddle.pulsar.PulsarSettings;
import org.heddle.spi.SettlementSlot;
import org.heddle.spi.support.Deadline;
import org.heddle.spi.support.OwnContext;

/**
 * The topics in which each settled unit leaves its name, in the same Pulsar transaction: the last
 * name in a slot's topic tells whether the unit that has the slot was settled. A topic for each
 * slot, because nothing behind an open transaction can be read. A subscription keeps the names from
 * being trimmed; it is moved on when a slot is used again, and has no consumer meanwhile, since
 * other clients of the same server may have the slot next. Safe for several threads; each slot is
 * used by one at a time.
 */
final class SlotOutcomes implements AutoCloseable {

  private static final String SUBSCRIPTION = "heddle";

  /** What the key of a message begins with that only ends a search; no unit's name does. */
  private static final String END = "end:";

  /** After how many uses of a slot its old names are let go. */
  private static final int USES = 200;

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);
  private static final byte[] NOTHING = {};

  private final PulsarClients clients;
  private final PulsarTopics topics;
  private final PulsarSettings settings;
  private final Map<SettlementSlot, SharedProducer> producers = new HashMap<>();
  private final Map<SettlementSlot, Integer> uses = new HashMap<>();
  private boolean closed;

  SlotOutcomes(PulsarClients clients, PulsarTopics topics, PulsarSettings settings) {
    this.clients = clients;
    this.topics = topics;
    this.settings = settings;
  }

  /**
   * Makes a slot ready for another unit; what is in its topic is of no use any more.
   *
   * @throws MessagingException if there is no topic and it cannot be made, or it cannot be used
   */
  void ensure(SettlementSlot slot, Deadline deadline) throws InterruptedException {
    boolean letGo;
    synchronized (this) {
      int used = uses.getOrDefault(slot, 0);
      letGo = used == 0;
      uses.put(slot, (used + 1) % USES);
    }
    try {
      if (letGo) {
        last(slot, true, deadline);
      }
      producer(slot, deadline);
    } catch (MessagingException e) {
      synchronized (this) {
        uses.remove(slot);
      }
      throw e;
    }
  }

  /** Sends the name of a unit in the transaction that settles it. */
  CompletableFuture<MessageId> send(
      SettlementSlot slot, String unit, Transaction transaction, Deadline deadline) {
    return sent(slot, producer(slot, deadline).newMessage(transaction).key(unit));
  }

  private CompletableFuture<MessageId> sent(
      SettlementSlot slot, org.apache.pulsar.client.api.TypedMessageBuilder<byte[]> message) {
    return message
        .value(NOTHING)
        .sendAsync()
        .whenComplete(
            (id, failure) -> {
              if (failure != null) {
                discard(slot);
              }
            });
  }

  /**
   * Tells whether a unit was the last to be settled in its slot. Waits for transactions that are
   * open in the slot, for else the answer could change.
   *
   * @throws MessagingException if the topic cannot be read until the deadline
   */
  boolean isLast(SettlementSlot slot, String unit, Deadline deadline) throws InterruptedException {
    return last(slot, false, deadline).equals(Optional.of(unit));
  }

  private Optional<String> last(SettlementSlot slot, boolean letGo, Deadline deadline)
      throws InterruptedException {
    String topic = topic(slot);
    String action = "read which prepared transactions were committed from " + topic;
    ensureTopic(topic);
    CompletableFuture<Consumer<byte[]>> opening = subscribe(topic);
    try {
      Consumer<byte[]> reader = Answers.await(opening, deadline);
      String end = END + UUID.randomUUID();
      Answers.await(sent(slot, producer(slot, deadline).newMessage().key(end)), deadline);
      Optional<String> last = Optional.empty();
      while (true) {
        Message<byte[]> next = Answers.await(reader.receiveAsync(), deadline);
        String key = String.valueOf(next.getKey());
        if (key.equals(end)) {
          if (letGo) {
            Answers.await(reader.acknowledgeCumulativeAsync(next), deadline);
          }
          return last;
        }
        last = key.startsWith(END) ? last : Optional.of(key);
      }
    } catch (ExecutionException | TimeoutException e) {
      topics.forget(topic);
      throw PulsarFailures.translate(e, action);
    } finally {
      // The next consumer can be opened when this one is closed.
      Answers.awaitClosed(opening.thenCompose(Consumer::closeAsync), CLOSE_TIMEOUT);
    }
  }

  private void ensureTopic(String topic) {
    topics.ensureWhole(new Topic.Native(topic, QualityOfService.AT_LEAST_ONCE));
  }

  private CompletableFuture<Consumer<byte[]>> subscribe(String topic) {
    return OwnContext.call(
        SlotOutcomes.class,
        () ->
            clients
                .get()
                .newConsumer(Schema.BYTES)
                .topic(topic)
                .subscriptionName(SUBSCRIPTION)
                .subscriptionType(SubscriptionType.Exclusive)
                .subscriptionInitialPosition(SubscriptionInitialPosition.Earliest)
                .isAckReceiptEnabled(true)
                .subscribeAsync());
  }

  private Producer<byte[]> producer(SettlementSlot slot, Deadline deadline) {
    String topic = topic(slot);
    SharedProducer producer;
    synchronized (this) {
      if (closed) {
        throw new AlreadyClosedException("The Pulsar client is closed");
      }
      producer = producers.get(slot);
      if (producer == null || producer.hasFailed()) {
        producer = new SharedProducer(clients, produce(topic));
        producers.put(slot, producer);
      }
    }
    return producer.get(deadline, "open the topic of outcomes " + topic + "; see markerNamespace");
  }

  private CompletableFuture<Producer<byte[]>> produce(String topic) {
    return OwnContext.call(
        SlotOutcomes.class,
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

  private void discard(SettlementSlot slot) {
    SharedProducer producer;
    synchronized (this) {
      producer = producers.remove(slot);
    }
    if (producer != null) {
      producer.close();
    }
  }

  private String topic(SettlementSlot slot) {
    return "persistent://" + settings.markerNamespace() + "/heddle-outcomes-" + slot;
  }

  /** Closes the producers. The topics stay, since they are needed after a crash. */
  @Override
  public void close() {
    List<SharedProducer> open;
    synchronized (this) {
      closed = true;
      open = List.copyOf(producers.values());
      producers.clear();
    }
    CompletableFuture<?>[] closing =
        open.stream().map(SharedProducer::close).toArray(CompletableFuture[]::new);
    Answers.awaitClosed(CompletableFuture.allOf(closing), CLOSE_TIMEOUT);
  }
}
