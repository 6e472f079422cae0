package org.heddle.memory;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.MessageId;
import org.heddle.api.MessagingException;
import org.heddle.api.Topic;
import org.heddle.api.TopicAdministration;
import org.heddle.api.UnknownTopicException;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.BackendContext;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.ConsumerListener;
import org.heddle.spi.Delivery;
import org.heddle.spi.PendingSend;
import org.heddle.spi.PreparedUnit;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.SubscriptionSpec;
import org.heddle.spi.UnitOfWork;

/**
 * A broker in memory.
 *
 * <p><b>Topics.</b> The address of a generic topic is what follows the quality of service, so
 * {@code q1/a/b/c} and {@code q2/a/b/c} are one queue; a native topic's address is its name. Topics
 * come into being when they are first used.
 *
 * <p><b>What is kept.</b> A message is kept until every subscription that it belongs to has
 * acknowledged it: those that existed when it was sent, and those that started at the earliest
 * position since. A message that belongs to no subscription is kept until one comes that starts at
 * the earliest position, or the topic is deleted. Ending a subscription gives up the messages that
 * belong to it alone. Subscriptions live as long as the broker.
 *
 * <p><b>Best effort.</b> A message sent as best effort is handed to the consumers that are open,
 * and dropped where there is none or no room; it is never kept or delivered again. A consumer that
 * receives as best effort has acknowledged what it polls.
 *
 * <p><b>Bounds.</b> At least once and exactly once are never dropped: a send or unit that would
 * exceed {@code maxBytes} waits for room, first come, first served, and fails after {@code
 * sendTimeout}. A unit that frees as much as it takes never waits.
 *
 * <p><b>Deleting a topic</b> forgets its messages and subscriptions and ends its open consumers,
 * which are told so with an {@link UnknownTopicException}; what is sent afterwards makes a new
 * topic.
 */
final class MemoryBackend implements Backend {

  private final MemorySettings settings;
  private final BackendContext context;
  private final UUID life = UUID.randomUUID();
  private final BrokerLock lock = new BrokerLock();
  private final TopicAdministration administration = new MemoryTopics(this);

  // Guarded by the lock.
  private final Map<String, MemoryTopic> topics = new HashMap<>();
  private final Room room;
  private long lastSequence;
  private boolean closed;

  MemoryBackend(MemorySettings settings, BackendContext context) {
    this.settings = settings;
    this.context = context;
    this.room = new Room(settings.maxBytes(), lock, this::apply);
  }

  @Override
  public BackendProducer openProducer(ProducerSpec spec) {
    refuseProperties(spec.topic(), spec.properties());
    lock.run(this::requireOpen);
    return new MemoryProducer(this, spec.topic());
  }

  @Override
  public BackendConsumer openConsumer(SubscriptionSpec spec, ConsumerListener listener) {
    refuseProperties(spec.topic(), spec.properties());
    MemoryConsumer consumer = new MemoryConsumer(lock, spec, listener);
    lock.run(
        () -> {
          requireOpen();
          consumer.attach(topic(spec.topic()).subscribe(spec, this));
        });
    return consumer;
  }

  @Override
  public void settle(UnitOfWork unit) {
    settle(unit.sends(), new PendingUnit(outgoing(unit.sends()), ours(unit.acknowledgements())));
  }

  @Override
  public void prepare(PreparedUnit unit) {
    PendingUnit pending =
        new PendingUnit(outgoing(unit.sends()), ours(unit.work().acknowledgements()));
    lock.run(
        () -> {
          requireOpen();
          pending.checkAcknowledgements();
        });
  }

  /** After a restart the messages that were acknowledged are gone; the sends are not. */
  @Override
  public void settle(PreparedUnit unit) {
    PendingUnit pending =
        PendingUnit.decided(outgoing(unit.sends()), ours(unit.work().acknowledgements()));
    settle(unit.sends(), pending);
  }

  private void settle(List<PendingSend> sends, PendingUnit pending) {
    submit(pending);
    List<MessageId> ids = outcomeOf(pending);
    for (int i = 0; i < ids.size(); i++) {
      sends.get(i).id().complete(ids.get(i));
    }
  }

  private List<OutgoingRecord> outgoing(List<PendingSend> sends) {
    List<OutgoingRecord> all = new ArrayList<>(sends.size());
    for (PendingSend send : sends) {
      refuseProperties(send.producer().topic(), send.producer().properties());
      OutgoingRecord outgoing = new OutgoingRecord(send.producer().topic(), send.record());
      outgoing.checkSize(settings.maxMessageBytes());
      all.add(outgoing);
    }
    return all;
  }

  @Override
  public TopicAdministration topics() {
    return administration;
  }

  @Override
  public void ping() {
    lock.run(this::requireOpen);
  }

  @Override
  public void close() {
    lock.run(
        () -> {
          closed = true;
          topics.values().forEach(MemoryTopic::clear);
          topics.clear();
          for (PendingUnit unit = room.evict(); unit != null; unit = room.evict()) {
            fail(unit, closedException());
          }
        });
  }

  void send(OutgoingRecord record, CompletableFuture<MessageId> answer) {
    try {
      record.checkSize(settings.maxMessageBytes());
    } catch (MessagingException e) {
      answer.completeExceptionally(e);
      return;
    }
    PendingUnit unit = new PendingUnit(List.of(record), List.of());
    boolean crowded = submit(unit);
    if (crowded) {
      // The queue of waiting sends is memory too: whoever fills it waits for his turn.
      awaitQuietly(unit.outcome());
    }
    unit.outcome()
        .whenComplete(
            (ids, failure) -> {
              if (failure == null) {
                answer.complete(ids.get(0));
              } else {
                answer.completeExceptionally(failure);
              }
            });
  }

  boolean createTopic(Topic topic) {
    return lock.call(
        () -> {
          requireOpen();
          boolean created = !topics.containsKey(address(topic));
          topic(topic);
          return created;
        });
  }

  boolean topicExists(Topic topic) {
    return lock.call(
        () -> {
          requireOpen();
          return topics.containsKey(address(topic));
        });
  }

  boolean deleteTopic(Topic topic) {
    return lock.call(
        () -> {
          requireOpen();
          MemoryTopic gone = topics.remove(address(topic));
          if (gone == null) {
            return false;
          }
          UnknownTopicException cause =
              new UnknownTopicException(
                  "Topic '"
                      + topic
                      + "' was deleted while it had open consumers; create the"
                      + " consumer anew to subscribe to a new topic of that name");
          gone.subscriptions().forEach(subscription -> subscription.fail(cause));
          gone.clear();
          return true;
        });
  }

  /** Runs a task later with the lock held; returns what cancels it. */
  Runnable schedule(Duration delay, Runnable task) {
    return context.schedule(delay, () -> lock.run(task));
  }

  /**
   * Lets a unit take effect or wait.
   *
   * @return true if so much waits already that the caller should wait, too
   */
  private boolean submit(PendingUnit unit) {
    return lock.call(
        () -> {
          requireOpen();
          unit.checkAcknowledgements();
          if (room.enter(unit)) {
            return false;
          }
          if (unit.neededRoom() > settings.maxBytes()) {
            throw new MessagingException(noRoomMessage(unit, "can never have"));
          }
          unit.cancelTimer = schedule(settings.sendTimeout(), () -> expire(unit));
          room.await(unit);
          return room.waitingBytes() > settings.maxMessageBytes();
        });
  }

  /** Called by the room with the lock held. */
  private void apply(PendingUnit unit) {
    try {
      unit.checkAcknowledgements();
    } catch (MessagingException e) {
      fail(unit, e);
      return;
    }
    unit.acknowledgements().forEach(MemoryBackend::finish);
    List<MessageId> ids = new ArrayList<>(unit.sends().size());
    Instant now = Instant.ofEpochMilli(System.currentTimeMillis());
    for (OutgoingRecord send : unit.sends()) {
      MemoryMessageId id = new MemoryMessageId(life, ++lastSequence);
      ids.add(id);
      publish(send, new StoredMessage(id, send.record(), now, send.bestEffort()));
    }
    lock.later(() -> unit.outcome().complete(ids));
  }

  private static void finish(MemoryDelivery delivery) {
    if (delivery.state == MemoryDelivery.State.GIVEN_BACK) {
      delivery.subscription.finish(delivery.message);
    } else {
      delivery.consumer.finish(delivery);
    }
  }

  private void publish(OutgoingRecord send, StoredMessage message) {
    if (!message.bestEffort) {
      topic(send.topic()).publish(message);
      return;
    }
    MemoryTopic topic = topics.get(address(send.topic()));
    if (topic != null && room.has(message.cost())) {
      topic.publish(message);
    }
  }

  private void expire(PendingUnit unit) {
    if (room.leave(unit)) {
      fail(unit, new MessagingException(noRoomMessage(unit, "did not have")));
    }
  }

  private void fail(PendingUnit unit, MessagingException cause) {
    lock.later(() -> unit.outcome().completeExceptionally(cause));
  }

  private List<MessageId> outcomeOf(PendingUnit unit) {
    try {
      return unit.outcome().get();
    } catch (ExecutionException e) {
      throw (MessagingException) e.getCause();
    } catch (InterruptedException e) {
      boolean withdrawn = lock.call(() -> room.leave(unit));
      List<MessageId> ids = withdrawn ? List.of() : outcomeOf(unit);
      Thread.currentThread().interrupt();
      if (withdrawn) {
        throw new MessagingException(
            "Interrupted while waiting for room to send to " + unit.topics() + "; nothing was sent",
            e);
      }
      return ids;
    }
  }

  private static void awaitQuietly(CompletableFuture<?> outcome) {
    try {
      outcome.get();
    } catch (ExecutionException e) {
      // The caller finds it in the future.
      return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Returns the deliveries, each once: acknowledging twice does nothing. */
  private Set<MemoryDelivery> ours(List<Delivery> deliveries) {
    Set<MemoryDelivery> ours = new LinkedHashSet<>();
    for (Delivery delivery : deliveries) {
      if (!(delivery instanceof MemoryDelivery known) || !known.consumer.belongsTo(lock)) {
        throw new IllegalArgumentException(
            "Message " + delivery.id() + " was not delivered by this in-memory broker");
      }
      ours.add(known);
    }
    return ours;
  }

  private MemoryTopic topic(Topic topic) {
    return topics.computeIfAbsent(address(topic), address -> new MemoryTopic(address, room));
  }

  private static String address(Topic topic) {
    if (topic instanceof Topic.Generic generic) {
      return generic.tenant() + "/" + generic.namespace() + "/" + generic.queue();
    }
    return topic.toString();
  }

  private void requireOpen() {
    if (closed) {
      throw closedException();
    }
  }

  private AlreadyClosedException closedException() {
    return new AlreadyClosedException(
        "The in-memory broker '" + settings.brokerName() + "' is closed: the adapter has stopped");
  }

  private static void refuseProperties(Topic topic, Map<String, String> properties) {
    if (!properties.isEmpty()) {
      throw new UnsupportedByBrokerException(
          "The in-memory broker has no client properties, but topic '"
              + topic
              + "' was opened with "
              + properties.keySet().stream().sorted().toList()
              + "; remove them");
    }
  }

  private String noRoomMessage(PendingUnit unit, String verb) {
    String fullest =
        topics.values().stream()
            .max(Comparator.comparingLong(MemoryTopic::keptBytes))
            .map(topic -> ", " + topic.keptBytes() + " of them for topic '" + topic.address() + "'")
            .orElse("");
    return "Cannot send to "
        + unit.topics()
        + ": the in-memory broker '"
        + settings.brokerName()
        + "' "
        + verb
        + " room for "
        + unit.neededRoom()
        + " bytes more. It keeps "
        + room.usedBytes()
        + " bytes"
        + fullest
        + "; its limit maxBytes is "
        + settings.maxBytes()
        + ", and a send waits for sendTimeout, "
        + settings.sendTimeout()
        + ". Receive and acknowledge faster, unsubscribe or delete what nobody reads, or raise"
        + " maxBytes";
  }
}
