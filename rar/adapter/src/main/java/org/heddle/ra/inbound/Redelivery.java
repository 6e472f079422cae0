package org.heddle.ra.inbound;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.heddle.api.DeadLetter;
import org.heddle.api.DeadLetter.Reason;
import org.heddle.api.RejectedMessageException;
import org.heddle.api.RetryLaterException;
import org.heddle.spi.Backend;
import org.heddle.spi.Delivery;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.PendingSend;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.UnitOfWork;

/**
 * Decides what becomes of a delivery that failed: later, again, or to the dead letters; and counts
 * it. Safe for several threads; blocks on the broker when a message is moved.
 */
final class Redelivery {

  private static final System.Logger LOG = System.getLogger(Redelivery.class.getName());

  private final Backend backend;
  private final RedeliveryPolicy policy;
  private final ProducerSpec deadLetters;
  private final DeliveryCounts counts;

  Redelivery(Backend backend, ActivationSettings settings, DeliveryCounts counts) {
    this.backend = backend;
    this.counts = counts;
    this.policy = settings.redelivery();
    this.deadLetters = new ProducerSpec(settings.deadLetterTopic(), Map.of());
  }

  /**
   * The bean was called and its work did not take effect; {@code failure} is null if nobody threw.
   */
  void failed(Delivery delivery, Throwable failure) {
    Optional<RetryLaterException> later = Failures.find(failure, RetryLaterException.class);
    if (later.isPresent()) {
      defer(delivery, later.get().delay(), failure);
    } else if (Failures.find(failure, RejectedMessageException.class).isPresent()) {
      bury(delivery, Reason.REJECTED, failure);
    } else if (policy.exhaustedAfter(delivery.deliveryCount())) {
      bury(delivery, Reason.MAX_DELIVERIES, failure);
    } else {
      Duration delay = policy.delayAfter(delivery.deliveryCount());
      LOG.log(DEBUG, "{0} is delivered again in {1}", delivery.id(), delay);
      counts.redelivered(failure);
      delivery.consumer().negativeAcknowledge(delivery, delay);
    }
  }

  /** The bean did its part and the broker did not: that shall not count against the message. */
  void outage(Delivery delivery, Throwable failure) {
    defer(delivery, policy.delayAfter(1), failure);
  }

  /** The payload is not what the bean expects. */
  void undecodable(Delivery delivery, Throwable failure) {
    bury(delivery, Reason.UNDECODABLE, failure);
  }

  /** The container had no endpoint to give. */
  void notTried(Delivery delivery, Duration delay) {
    delivery.consumer().defer(delivery, delay);
  }

  private void defer(Delivery delivery, Duration delay, Throwable failure) {
    counts.redelivered(failure);
    delivery.consumer().defer(delivery, delay);
  }

  /** Moves the raw message and acknowledges it, in one unit of work. */
  private void bury(Delivery delivery, Reason reason, Throwable failure) {
    String topic = delivery.consumer().spec().topic().toString();
    OutboundRecord record =
        new OutboundRecord(
            delivery.payload(), properties(delivery, reason, failure), delivery.key());
    try {
      backend.settle(
          new UnitOfWork(
              List.of(new PendingSend(deadLetters, record, new CompletableFuture<>())),
              List.of(delivery)));
      counts.deadLettered(failure);
      LOG.log(
          WARNING,
          "Message "
              + delivery.id()
              + " of topic '"
              + topic
              + "' was moved to '"
              + deadLetters.topic()
              + "': "
              + reason
              + (failure == null ? "" : ", " + Failures.describe(failure)));
    } catch (RuntimeException e) {
      LOG.log(
          ERROR,
          "Message "
              + delivery.id()
              + " of topic '"
              + topic
              + "' cannot be moved to '"
              + deadLetters.topic()
              + "' and is kept; check deadLetterTopic",
          e);
      defer(delivery, policy.maxDelay(), e);
    }
  }

  private Map<String, String> properties(Delivery delivery, Reason reason, Throwable failure) {
    Map<String, String> properties = new HashMap<>(delivery.properties());
    properties.put(DeadLetter.REASON, reason.name());
    if (failure != null) {
      properties.put(DeadLetter.EXCEPTION, Failures.describe(failure));
    }
    properties.put(DeadLetter.TOPIC, delivery.consumer().spec().topic().toString());
    properties.put(DeadLetter.SUBSCRIPTION, delivery.consumer().spec().subscription());
    properties.put(DeadLetter.MESSAGE_ID, delivery.id().toString());
    properties.put(DeadLetter.DELIVERY_COUNT, Integer.toString(delivery.deliveryCount()));
    properties.put(DeadLetter.TIME, Instant.now().toString());
    return properties;
  }
}
