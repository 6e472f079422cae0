package org.heddle.pulsar.client;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.ConsumerBuilder;
import org.apache.pulsar.client.api.Schema;
import org.apache.pulsar.client.api.SubscriptionInitialPosition;
import org.apache.pulsar.client.api.SubscriptionType;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.pulsar.ClientProperties;
import org.heddle.pulsar.ClientProperties.Owner;
import org.heddle.pulsar.PulsarSettings;
import org.heddle.spi.BackendContext;
import org.heddle.spi.ConsumerListener;
import org.heddle.spi.SubscriptionSpec;
import org.heddle.spi.support.OwnContext;

/** Opens consumers. Safe for several threads. */
final class SubscriptionOpening {

  /** When ranks began to be counted, in quarters of a second, so that an int is enough. */
  private static final Instant FIRST_RANK = Instant.parse("2026-01-01T00:00:00Z");

  private static final long RANK_MILLIS = 250;

  private final PulsarSettings settings;
  private final BackendContext context;
  private final PulsarClients clients;
  private final PulsarTopics topics;
  private final AtomicInteger lastRank = new AtomicInteger();

  SubscriptionOpening(
      PulsarSettings settings, BackendContext context, PulsarClients clients, PulsarTopics topics) {
    this.settings = settings;
    this.context = context;
    this.clients = clients;
    this.topics = topics;
  }

  /** Opens a consumer; blocks until the broker has the subscription. */
  PulsarSubscription open(
      SubscriptionSpec spec,
      ConsumerListener listener,
      java.util.function.Consumer<PulsarSubscription> whenClosed) {
    String topic = topics.ensure(spec.topic());
    BrokerClaims claims = new BrokerClaims(spec.consumerType() != ConsumerType.SHARED);
    int queued = settings.prefetch() / 2; // It waits in the client, the rest here.
    Consumer<byte[]> consumer = subscribe(spec, builder(spec, topic, claims, queued));
    claims.watch(consumer);
    if (!TopicNames.isPersistent(topic)) {
      awaitReception(consumer);
    }
    HeldMessages held =
        new HeldMessages(
            readyQueue(spec.consumerType()),
            claims,
            context,
            listener::available,
            listener.holds(settings.prefetch() - queued),
            settings.prefetchBytes());
    PulsarSubscription subscription =
        new PulsarSubscription(
            spec, consumer, held, listener, settings.operationTimeout(), whenClosed);
    subscription.start();
    return subscription;
  }

  /**
   * Opens a consumer that takes no messages, to acknowledge by; blocks.
   *
   * @param topic Pulsar's name of the topic, or of a partition
   * @return a consumer to be closed, or empty if there is no such subscription
   */
  Optional<Consumer<byte[]>> openWithoutIntake(SubscriptionSpec spec, String topic) {
    return topics.mayHaveSubscription(topic, spec.subscription())
        ? Optional.of(
            subscribe(spec, builder(spec, topic, new BrokerClaims(false), 1).startPaused(true)))
        : Optional.empty();
  }

  private Consumer<byte[]> subscribe(SubscriptionSpec spec, ConsumerBuilder<byte[]> builder) {
    String action =
        "open subscription '" + spec.subscription() + "' of topic '" + spec.topic() + "'";
    CompletableFuture<Consumer<byte[]>> opening =
        OwnContext.call(SubscriptionOpening.class, builder::subscribeAsync);
    Duration patience = settings.operationTimeout().plusSeconds(1);
    try {
      return opening.get(patience.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | TimeoutException e) {
      opening.thenAccept(Consumer::closeAsync);
      throw clients.translate(e, action);
    } catch (ExecutionException e) {
      topics.forget(TopicNames.of(spec.topic()));
      throw clients.translate(e, action);
    }
  }

  /**
   * Waits until the broker knows that the consumer can take messages, which it is told after it has
   * opened the subscription: it drops at once what nobody can take. Any request will do, since they
   * are handled in order.
   */
  private void awaitReception(Consumer<byte[]> consumer) {
    try {
      consumer
          .getLastMessageIdsAsync()
          .get(settings.operationTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // There is no last message, as the broker says, or no broker; it was asked.
      return;
    }
  }

  private ConsumerBuilder<byte[]> builder(
      SubscriptionSpec spec, String topic, BrokerClaims claims, int queued) {
    ConsumerBuilder<byte[]> builder = clients.get().newConsumer(Schema.BYTES);
    Map<String, Object> properties =
        new TreeMap<>(ClientProperties.of(settings.properties(), Owner.CONSUMER));
    spec.properties()
        .forEach((name, value) -> properties.put(ClientProperties.withoutPrefix(name), value));
    try {
      builder.loadConf(properties);
    } catch (RuntimeException e) {
      throw PulsarClients.unfit("consumer of topic '" + spec.topic() + "'", properties, e);
    }
    if (spec.consumerType() == ConsumerType.FAILOVER) {
      // The client refuses it for the others.
      builder.priorityLevel(rank()).consumerEventListener(claims);
    }
    return builder
        .topics(List.of(topic))
        .subscriptionName(spec.subscription())
        .subscriptionType(type(spec.consumerType()))
        .subscriptionInitialPosition(
            spec.initialPosition() == InitialPosition.EARLIEST
                ? SubscriptionInitialPosition.Earliest
                : SubscriptionInitialPosition.Latest)
        .receiverQueueSize(queued)
        .maxTotalReceiverQueueSizeAcrossPartitions(queued)
        .acknowledgmentGroupTime(settings.acknowledgeInterval().toMillis(), TimeUnit.MILLISECONDS)
        // Without receipts the client takes no lock: what its timer is about to tell, it tells
        // after it has closed the consumer, and the broker delivers that again.
        .isAckReceiptEnabled(true)
        .enableBatchIndexAcknowledgment(true);
  }

  private SubscriptionType type(ConsumerType type) {
    return switch (type) {
      case SHARED -> settings.keyShared() ? SubscriptionType.Key_Shared : SubscriptionType.Shared;
      case EXCLUSIVE -> SubscriptionType.Exclusive;
      case FAILOVER -> SubscriptionType.Failover;
    };
  }

  /**
   * Who came first is the active consumer. By itself the broker chooses by a hash of the names, so
   * that a newcomer may depose the one that is at work.
   */
  private int rank() {
    int now = Math.toIntExact(Duration.between(FIRST_RANK, Instant.now()).toMillis() / RANK_MILLIS);
    return lastRank.accumulateAndGet(now, (last, candidate) -> Math.max(last + 1, candidate));
  }

  private ReadyQueue readyQueue(ConsumerType type) {
    if (type != ConsumerType.SHARED) {
      return new OrderedReadyQueue(HeldMessage::topic);
    }
    return settings.keyShared()
        ? new OrderedReadyQueue(message -> List.of(message.topic(), message.lane()))
        : new UnorderedReadyQueue();
  }
}
