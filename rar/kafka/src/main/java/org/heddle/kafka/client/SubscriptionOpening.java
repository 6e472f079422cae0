package org.heddle.kafka.client;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.TopicPartition;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.ConsumerType;
import org.heddle.api.MessagingException;
import org.heddle.kafka.KafkaSettings;
import org.heddle.spi.BackendContext;
import org.heddle.spi.ConsumerListener;
import org.heddle.spi.SubscriptionSpec;
import org.heddle.spi.support.Deadline;
import org.heddle.spi.support.OwnContext;

/** Opens consumers: makes the subscription durable, joins the group, waits to be a member. */
final class SubscriptionOpening {

  private static final Duration CLAIM_PATIENCE = Duration.ofSeconds(3);
  private static final Duration MAX_POLL = Duration.ofMillis(100);

  private final KafkaSettings settings;
  private final BackendContext context;
  private final KafkaClients clients;
  private final KafkaAdmin admin;
  private final KafkaTopics topics;

  SubscriptionOpening(
      KafkaSettings settings,
      BackendContext context,
      KafkaClients clients,
      KafkaAdmin admin,
      KafkaTopics topics) {
    this.settings = settings;
    this.context = context;
    this.clients = clients;
    this.admin = admin;
    this.topics = topics;
  }

  /**
   * Opens a consumer.
   *
   * @param open the consumers that are open, which it joins before it reads anything, and leaves
   *     when it is closed
   * @throws MessagingException as the SPI says; nothing is left open then
   */
  KafkaSubscription open(
      SubscriptionSpec spec, ConsumerListener listener, Set<KafkaSubscription> open) {
    Deadline deadline = Deadline.in(settings.operationTimeout());
    topics.ensure(spec.topic());
    SubscriptionGroup group = new SubscriptionGroup(admin, topics, spec);
    group.checkMayJoin();
    Map<TopicPartition, Long> starts = group.createUnlessThere();
    KafkaSubscription subscription = start(spec, group, starts, listener, open);
    try {
      awaitReady(subscription, group, starts, deadline);
      return subscription;
    } catch (Exception e) {
      subscription.close();
      throw KafkaFailures.translate(e, "open " + group);
    }
  }

  private void awaitReady(
      KafkaSubscription subscription,
      SubscriptionGroup group,
      Map<TopicPartition, Long> starts,
      Deadline deadline)
      throws InterruptedException, ExecutionException {
    String member = awaitMembership(subscription, deadline);
    if (subscription.spec().consumerType() == ConsumerType.EXCLUSIVE) {
      group.claim(member, Deadline.in(CLAIM_PATIENCE));
    }
    while (!starts.isEmpty() && !group.isDurable(starts.keySet())) {
      if (deadline.passed()) {
        throw tooSlow(subscription, "its position was not committed");
      }
      subscription.hurry();
      Pause.shortly();
    }
  }

  private String awaitMembership(KafkaSubscription subscription, Deadline deadline)
      throws InterruptedException, ExecutionException {
    try {
      return subscription.joined().get(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw tooSlow(subscription, "the group did not admit the consumer");
    }
  }

  private BrokerUnreachableException tooSlow(KafkaSubscription subscription, String what) {
    return new BrokerUnreachableException(
        "Cannot open "
            + subscription
            + ": "
            + what
            + " within "
            + settings.operationTimeout().toMillis()
            + " ms; check that the broker is well, or raise operationTimeoutMillis");
  }

  private KafkaSubscription start(
      SubscriptionSpec spec,
      SubscriptionGroup group,
      Map<TopicPartition, Long> starts,
      ConsumerListener listener,
      Set<KafkaSubscription> open) {
    int number = clients.nextNumber();
    String topic = TopicNames.of(spec.topic());
    var client =
        clients.consumer(
            spec.properties(),
            Map.of(
                "group.id", spec.subscription(),
                "group.protocol", settings.groupProtocol().name().toLowerCase(Locale.ROOT),
                "client.id",
                    new ConsumerClientId(settings.clientId(), spec.consumerType(), topic, number)
                        .toString()));
    String subject = group.toString();
    Duration timeout = settings.operationTimeout();
    Backlog backlog = new Backlog(listener.holds(settings.prefetch()), settings.prefetchBytes());
    ReadyQueue ready =
        spec.consumerType() == ConsumerType.SHARED
            ? new UnorderedReadyQueue(context, listener::available)
            : new OrderedReadyQueue(context, listener::available);
    Assignment assignment = new Assignment(backlog, ready, starts);
    CommitPermit permit = new CommitPermit();
    BrokerOutage outage = new BrokerOutage(client, subject);
    OffsetCommitter committer =
        new OffsetCommitter(subject, permit, settings.acknowledgeInterval(), timeout, outage);
    SubscriptionPoller poller =
        new SubscriptionPoller(
            subject,
            client,
            backlog,
            ready,
            assignment,
            committer,
            outage,
            listener,
            new SubscriptionPoller.PollerTimes(pollTimeout(), timeout.dividedBy(2)));
    KafkaSubscription subscription =
        new KafkaSubscription(
            spec,
            number,
            group,
            ready,
            permit,
            committer,
            assignment,
            poller,
            timeout,
            open::remove);
    open.add(subscription);
    try {
      OwnContext.run(SubscriptionOpening.class, () -> client.subscribe(List.of(topic), poller));
      context.execute("Kafka poller of " + subject, poller);
    } catch (RuntimeException e) {
      open.remove(subscription);
      OwnContext.run(SubscriptionOpening.class, client::close);
      throw KafkaFailures.translate(e, "open " + group);
    }
    return subscription;
  }

  /** Short enough that commits come when they are due. */
  private Duration pollTimeout() {
    return settings.acknowledgeInterval().compareTo(MAX_POLL) < 0
        ? settings.acknowledgeInterval()
        : MAX_POLL;
  }
}
