package org.heddle.pulsar.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.transaction.Transaction;
import org.heddle.api.MessagingException;
import org.heddle.spi.PreparedAcknowledgement;
import org.heddle.spi.SubscriptionSpec;
import org.heddle.spi.support.Deadline;
import org.heddle.spi.support.OwnContext;

/**
 * Acknowledgements of a prepared unit whose deliveries are lost: after a crash, or because their
 * consumer was closed. The broker takes them from any consumer of the subscription: from one of
 * this process if there is one, else from one that is opened for this and takes no messages.
 */
final class LostAcknowledgements implements AutoCloseable {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(2);

  /** Acknowledges by a consumer; without a transaction if that is null, as the client has it. */
  private interface Acknowledger {
    CompletableFuture<Void> acknowledge(MessageId id, Transaction transaction);
  }

  private record Place(String topic, String subscription) {}

  private final Map<PreparedAcknowledgement, MessageReference> lost = new LinkedHashMap<>();
  private final Set<PulsarSubscription> open;
  private final SubscriptionOpening opening;
  private final Map<Place, Optional<Acknowledger>> acknowledgers = new HashMap<>();
  private final List<Consumer<byte[]>> opened = new ArrayList<>();
  private final Map<String, CompletableFuture<Void>> answers = new LinkedHashMap<>();

  /**
   * Takes the acknowledgements.
   *
   * @param open the consumers of this process
   * @param opening opens more
   */
  LostAcknowledgements(
      List<PreparedAcknowledgement> all,
      Set<PulsarSubscription> open,
      SubscriptionOpening opening) {
    this.open = open;
    this.opening = opening;
    for (PreparedAcknowledgement acknowledgement : all) {
      MessageReference reference = MessageReference.parse(acknowledgement.reference());
      if (TopicNames.isPersistent(reference.topic())) {
        lost.put(acknowledgement, reference);
      }
    }
  }

  /**
   * Acknowledges in a transaction; blocks until all is answered.
   *
   * @throws MessagingException if the broker does not take all of them
   */
  void send(Transaction transaction, Deadline deadline) throws InterruptedException {
    for (Map.Entry<PreparedAcknowledgement, MessageReference> each : lost.entrySet()) {
      MessageId id = each.getValue().acknowledgedBy();
      acknowledger(each.getKey().subscription(), each.getValue().topic())
          .ifPresent(by -> answers.put(each.getKey().reference(), by.acknowledge(id, transaction)));
    }
    try {
      Answers.awaitAll(answers.values(), deadline);
    } catch (ExecutionException | TimeoutException e) {
      throw PulsarFailures.translate(e, "acknowledge what was prepared");
    }
  }

  /** Acknowledges without a transaction; blocks. */
  void sendPlainly(Deadline deadline) throws InterruptedException {
    send(null, deadline);
  }

  private Optional<Acknowledger> acknowledger(SubscriptionSpec spec, String topic) {
    Place place = new Place(topic, spec.subscription());
    Optional<Acknowledger> known = acknowledgers.get(place);
    if (known == null) {
      known =
          open.stream()
              .filter(consumer -> consumer.reads(spec) && !consumer.isCutOff())
              .<Acknowledger>map(consumer -> consumer::acknowledge)
              .findFirst()
              .or(() -> opened(spec, topic));
      acknowledgers.put(place, known);
    }
    return known;
  }

  /** A subscription that is gone has nothing to be acknowledged. */
  private Optional<Acknowledger> opened(SubscriptionSpec spec, String topic) {
    Optional<Consumer<byte[]>> consumer = opening.openWithoutIntake(spec, topic);
    consumer.ifPresent(opened::add);
    return consumer.map(by -> by::acknowledgeAsync);
  }

  /** The references of what the broker says was acknowledged before. */
  Set<String> acknowledgedBefore() {
    Set<String> references = new HashSet<>();
    answers.forEach(
        (reference, answer) -> {
          if (Acknowledgements.isAcknowledgedBefore(answer)) {
            references.add(reference);
          }
        });
    return references;
  }

  /** Closes what was opened for this, and waits, since it may exclude other consumers. */
  @Override
  public void close() {
    CompletableFuture<?>[] closing =
        opened.stream()
            .map(consumer -> OwnContext.call(LostAcknowledgements.class, consumer::closeAsync))
            .toArray(CompletableFuture[]::new);
    Answers.awaitClosed(CompletableFuture.allOf(closing), CLOSE_TIMEOUT);
  }
}
