package org.heddle.kafka.client;

import static java.lang.System.Logger.Level.INFO;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.kafka.clients.admin.DescribeClusterResult;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.TopicAdministration;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.kafka.ClientProperties;
import org.heddle.kafka.KafkaSettings;
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

/**
 * The clients of one Kafka cluster. Opens them when they are needed and never blocks before that.
 * Safe for several threads.
 */
public final class KafkaBackend implements Backend {

  private static final System.Logger LOG = System.getLogger(KafkaBackend.class.getName());

  private final KafkaSettings settings;
  private final KafkaAdmin admin;
  private final KafkaTopics topics;
  private final SizeLimits limits;
  private final SharedProducers producers;
  private final TransactionPools transactions;
  private final SubscriptionOpening opening;
  private final AtLeastOnceSettlement atLeastOnce;
  private final ExactlyOnceSettlement exactlyOnce;
  private final PreparedSettlement prepared;
  private final Set<KafkaSubscription> subscriptions = ConcurrentHashMap.newKeySet();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Makes the backend; asks the cluster for nothing yet.
   *
   * @param settings how to reach the cluster
   * @param context what the adapter lends
   */
  public KafkaBackend(KafkaSettings settings, BackendContext context) {
    this.settings = settings;
    PropertyNames.warnOfUnknown(settings.properties().keySet());
    KafkaClients clients = new KafkaClients(settings);
    admin = new KafkaAdmin(clients, settings.operationTimeout());
    topics = new KafkaTopics(admin, settings);
    limits = new SizeLimits(clients, admin);
    producers = new SharedProducers(clients);
    transactions = new TransactionPools(clients, settings);
    opening = new SubscriptionOpening(settings, context, clients, admin, topics);
    atLeastOnce = new AtLeastOnceSettlement(this::openProducer);
    OutboundBatches batches = new OutboundBatches(topics, limits);
    exactlyOnce =
        new ExactlyOnceSettlement(
            transactions,
            batches,
            new OutcomeInquiry(clients, settings.operationTimeout()),
            settings.operationTimeout());
    prepared =
        new PreparedSettlement(
            clients,
            new SlotProducers(clients, settings),
            new OutcomeTopic(clients, admin, topics, settings),
            batches,
            spec -> new SubscriptionGroup(admin, topics, spec),
            subscriptions,
            settings.operationTimeout());
  }

  @Override
  public BackendProducer openProducer(ProducerSpec spec) {
    requireOpen();
    checkProperties(spec.properties(), "producer of topic '" + spec.topic() + "'");
    TopicNames.of(spec.topic());
    return new TopicProducer(spec, topics, limits, producers);
  }

  @Override
  public BackendConsumer openConsumer(SubscriptionSpec spec, ConsumerListener listener) {
    requireOpen();
    checkProperties(spec.properties(), "consumer of topic '" + spec.topic() + "'");
    KafkaSubscription subscription = opening.open(spec, listener, subscriptions);
    if (closed.get()) {
      subscription.close();
    }
    return subscription;
  }

  @Override
  public void settle(UnitOfWork unit) {
    requireOpen();
    if (unit.exactlyOnce()) {
      exactlyOnce.settle(unit);
    } else {
      settleAtLeastOnce(unit);
    }
  }

  private void settleAtLeastOnce(UnitOfWork unit) {
    atLeastOnce.settle(unit);
    unit.acknowledgements().stream()
        .map(delivery -> ((KafkaDelivery) delivery).subscription())
        .distinct()
        .forEach(KafkaSubscription::hurry);
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
      settleAtLeastOnce(unit.work());
    }
  }

  @Override
  public TopicAdministration topics() {
    return topics;
  }

  @Override
  public void ping() {
    requireOpen();
    admin.ask(
        "reach the Kafka cluster at " + settings.bootstrapServers(),
        client -> {
          DescribeClusterResult cluster = client.describeCluster();
          return cluster.clusterId();
        });
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    List.copyOf(subscriptions).forEach(KafkaSubscription::stop);
    List.copyOf(subscriptions).forEach(KafkaSubscription::close);
    transactions.close();
    prepared.close();
    producers.close();
    admin.close();
    LOG.log(INFO, "Closed the Kafka client of {0}", settings.bootstrapServers());
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new AlreadyClosedException("The Kafka client is closed");
    }
  }

  private static void checkProperties(Map<String, String> properties, String owner) {
    properties.forEach(
        (name, value) ->
            ClientProperties.refusal(name, value)
                .ifPresent(
                    reason -> {
                      throw new UnsupportedByBrokerException(
                          "Property '" + name + "' of the " + owner + " " + reason);
                    }));
  }
}
