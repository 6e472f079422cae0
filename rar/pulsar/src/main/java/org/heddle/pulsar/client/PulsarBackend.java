package org.heddle.pulsar.client;

import static java.lang.System.Logger.Level.INFO;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.apache.pulsar.client.api.PulsarClient;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.TopicAdministration;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.pulsar.ClientProperties;
import org.heddle.pulsar.PulsarSettings;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.BackendContext;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.ConsumerListener;
import org.heddle.spi.PreparedUnit;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.SubscriptionSpec;
import org.heddle.spi.UnitOfWork;
import org.heddle.spi.support.AtLeastOnceSettlement;
import org.heddle.spi.support.OwnContext;

/**
 * The client of one Pulsar cluster. Opens it when it is needed and never blocks before that. Safe
 * for several threads.
 */
public final class PulsarBackend implements Backend {

  private static final System.Logger LOG = System.getLogger(PulsarBackend.class.getName());

  /** Every broker can tell the partitions of a topic; that there is none is an answer, too. */
  private static final String PING_TOPIC = "non-persistent://public/default/heddle-ping";

  private final PulsarSettings settings;
  private final PulsarClients clients;
  private final Optional<AdminInterface> admin;
  private final PulsarTopics topics;
  private final OutboundMessages messages;
  private final SharedProducers producers;
  private final SubscriptionOpening opening;
  private final OutcomeMarkers markers;
  private final AtLeastOnceSettlement atLeastOnce;
  private final ExactlyOnceSettlement exactlyOnce;
  private final PreparedSettlement prepared;
  private final OutageWatch outages;
  private final Set<PulsarSubscription> subscriptions = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Makes the backend; asks the cluster for nothing yet.
   *
   * @param settings how to reach the cluster
   * @param context what the adapter lends
   */
  public PulsarBackend(PulsarSettings settings, BackendContext context) {
    this.settings = settings;
    Logins logins = new Logins(settings);
    clients = new PulsarClients(settings, logins);
    admin = settings.adminUrl().map(url -> new AdminInterface(url, settings, logins));
    messages = new OutboundMessages(settings);
    producers = new SharedProducers(clients, settings, context);
    topics = new PulsarTopics(admin, settings, producers::closeAllOf);
    opening = new SubscriptionOpening(settings, context, clients, topics);
    markers = new OutcomeMarkers(clients, topics, settings);
    outages = new OutageWatch(context, subscriptions, settings.serviceUrl());
    atLeastOnce = new AtLeastOnceSettlement(this::openProducer);
    Transactions transactions = new Transactions(clients, settings.transactionTimeout());
    Supplier<OutboundBatch> batches = () -> new OutboundBatch(topics, producers, messages);
    exactlyOnce =
        new ExactlyOnceSettlement(
            transactions,
            markers,
            batches,
            send -> openProducer(send.producer()),
            settings.operationTimeout());
    prepared =
        new PreparedSettlement(
            transactions,
            new WaitingTransactions(transactions, settings.transactionTimeout()),
            new SlotOutcomes(clients, topics, settings),
            batches,
            send -> openProducer(send.producer()),
            opening,
            subscriptions,
            settings.operationTimeout());
  }

  @Override
  public BackendProducer openProducer(ProducerSpec spec) {
    requireOpen();
    checkProperties(spec.properties(), "producer of topic '" + spec.topic() + "'");
    TopicNames.of(spec.topic());
    return new TopicProducer(spec, topics, producers, messages, settings.operationTimeout());
  }

  @Override
  public BackendConsumer openConsumer(SubscriptionSpec spec, ConsumerListener listener) {
    requireOpen();
    checkProperties(spec.properties(), "consumer of topic '" + spec.topic() + "'");
    PulsarSubscription subscription = opening.open(spec, listener, subscriptions::remove);
    subscriptions.add(subscription);
    if (closed.get()) {
      subscription.close();
    }
    outages.start();
    return subscription;
  }

  @Override
  public void settle(UnitOfWork unit) {
    requireOpen();
    if (unit.exactlyOnce()) {
      exactlyOnce.settle(unit);
    } else {
      atLeastOnce.settle(unit);
    }
  }

  @Override
  public void prepare(PreparedUnit unit) {
    requireOpen();
    prepared.prepare(unit);
  }

  @Override
  public void settle(PreparedUnit unit) {
    requireOpen();
    if (unit.exactlyOnce()) {
      prepared.settle(unit);
    } else {
      atLeastOnce.settle(unit.work());
      prepared.acknowledgeLost(unit);
    }
  }

  @Override
  public TopicAdministration topics() {
    return topics;
  }

  @Override
  public void ping() {
    requireOpen();
    PulsarClient client = clients.get();
    try {
      OwnContext.call(PulsarBackend.class, () -> client.getPartitionsForTopic(PING_TOPIC, false))
          .get(settings.operationTimeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (Exception e) {
      if (PulsarFailures.isUnknownTopic(PulsarFailures.unwrap(e))) {
        // An answer, too.
        return;
      }
      throw clients.translate(e, "reach Pulsar at " + settings.serviceUrl());
    }
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    outages.close();
    List.copyOf(subscriptions).forEach(PulsarSubscription::close);
    markers.close();
    prepared.close();
    producers.close();
    clients.close();
    admin.ifPresent(AdminInterface::close);
    LOG.log(INFO, "Closed the Pulsar client of {0}", settings.serviceUrl());
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new AlreadyClosedException("The Pulsar client is closed");
    }
  }

  private static void checkProperties(Map<String, String> properties, String owner) {
    properties
        .keySet()
        .forEach(
            name ->
                ClientProperties.refusal(name)
                    .ifPresent(
                        reason -> {
                          throw new UnsupportedByBrokerException(
                              "Property '" + name + "' of the " + owner + " " + reason);
                        }));
  }
}
