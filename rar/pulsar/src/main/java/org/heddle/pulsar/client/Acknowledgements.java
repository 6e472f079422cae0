package org.heddle.pulsar.client;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.apache.pulsar.client.api.PulsarClientException.TransactionConflictException;
import org.apache.pulsar.client.api.transaction.Transaction;
import org.heddle.api.MessagingException;
import org.heddle.pulsar.client.HeldMessage.State;
import org.heddle.spi.Delivery;
import org.heddle.spi.support.Deadline;

/**
 * The deliveries that a unit of work acknowledges, and what becomes of them. What was told to the
 * broker in a transaction that fails comes back from there, so it must not be handed out here too.
 */
final class Acknowledgements {

  private final List<PulsarDelivery> unkept = new ArrayList<>();
  private final List<PulsarDelivery> deliveries = new ArrayList<>();
  private final Map<PulsarDelivery, CompletableFuture<Void>> answers = new LinkedHashMap<>();

  /**
   * Takes the deliveries of a unit.
   *
   * @throws MessagingException if one of them is no longer its consumer's
   */
  Acknowledgements(List<Delivery> all) {
    for (Delivery delivery : all) {
      PulsarDelivery ours = (PulsarDelivery) delivery;
      State state = requireKnown(ours);
      // Best effort, and what was acknowledged outside the transaction, is finished already.
      if (state == State.HELD) {
        (TopicNames.isPersistent(ours.message().topic()) ? deliveries : unkept).add(ours);
      }
    }
  }

  /**
   * Tells where the message of a delivery stands.
   *
   * @throws MessagingException if it is no longer its consumer's
   */
  static State requireKnown(PulsarDelivery delivery) {
    State state = delivery.subscription().stateOf(delivery);
    if (state == State.FORGOTTEN) {
      throw new MessagingException(
          "Cannot acknowledge "
              + delivery
              + " in a transaction: its consumer is closed; the message is delivered again");
    }
    return state;
  }

  /** Tells whether there is anything that a transaction can hold. */
  boolean isEmpty() {
    return deliveries.isEmpty();
  }

  int size() {
    return deliveries.size();
  }

  /**
   * Acknowledges in a transaction; blocks until all is answered.
   *
   * @throws MessagingException if the broker does not take all of them
   */
  void send(Transaction transaction, Deadline deadline) throws InterruptedException {
    try {
      for (PulsarDelivery delivery : deliveries) {
        answers.put(delivery, delivery.subscription().acknowledge(delivery, transaction));
      }
      Answers.awaitAll(answers.values(), deadline);
    } catch (ExecutionException | TimeoutException e) {
      throw refusal(e);
    }
  }

  private MessagingException refusal(Exception failure) {
    for (Map.Entry<PulsarDelivery, CompletableFuture<Void>> answer : answers.entrySet()) {
      if (isConflict(answer.getValue())) {
        return new MessagingException(
            "Cannot acknowledge "
                + answer.getKey()
                + " in a transaction: it was acknowledged by somebody else, since the broker lost"
                + " sight of this consumer; nothing of the transaction takes effect",
            PulsarFailures.unwrap(failure));
      }
    }
    return PulsarFailures.translate(failure, "acknowledge in a transaction");
  }

  /** Ends all deliveries, since the transaction took effect. */
  void finish() {
    deliveries.forEach(delivery -> delivery.subscription().finishForGood(delivery));
    unkept.forEach(delivery -> delivery.subscription().finish(delivery));
  }

  /** Leaves to the broker what it was told of; to be called before the transaction is aborted. */
  void disclaim() {
    answers.keySet().forEach(delivery -> delivery.subscription().disclaim(delivery));
    subscriptions().forEach(PulsarSubscription::expectAgain);
  }

  /**
   * Has the broker deliver again what it may not have been told of; to be called when the
   * transaction is aborted. What was answered well, the broker delivers again by itself.
   */
  void askForUntold() {
    Set<PulsarSubscription> concerned = new LinkedHashSet<>();
    answers.forEach(
        (delivery, answer) -> {
          if (!isConflict(answer) && !(answer.isDone() && !answer.isCompletedExceptionally())) {
            concerned.add(delivery.subscription());
          }
        });
    concerned.forEach(PulsarSubscription::askAgain);
  }

  /**
   * Has the broker deliver everything again; to be called when nobody knows when it ended the
   * transaction: it may have done so, and have delivered, before the deliveries were disclaimed.
   */
  void askForAll() {
    subscriptions().forEach(PulsarSubscription::askAgain);
  }

  private Stream<PulsarSubscription> subscriptions() {
    return answers.keySet().stream().map(PulsarDelivery::subscription).distinct();
  }

  /** The references of what the broker says was acknowledged before. */
  Set<String> acknowledgedBefore() {
    Set<String> references = new HashSet<>();
    answers.forEach(
        (delivery, answer) -> {
          if (isAcknowledgedBefore(answer)) {
            references.add(delivery.reference());
          }
        });
    return references;
  }

  /**
   * Tells whether the broker refuses an acknowledgement because it has one, and not because another
   * transaction has one that is still open: by its words, since the error is the same.
   */
  static boolean isAcknowledgedBefore(CompletableFuture<Void> answer) {
    return isConflict(answer)
        && String.valueOf(failureOf(answer).getMessage()).contains("already acked before");
  }

  private static boolean isConflict(CompletableFuture<Void> answer) {
    return answer.isCompletedExceptionally()
        && failureOf(answer) instanceof TransactionConflictException;
  }

  private static Throwable failureOf(CompletableFuture<Void> answer) {
    return answer.handle((nothing, failure) -> PulsarFailures.unwrap(failure)).join();
  }
}
