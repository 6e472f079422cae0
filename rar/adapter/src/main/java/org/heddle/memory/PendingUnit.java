package org.heddle.memory;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.heddle.api.MessageId;
import org.heddle.api.MessagingException;

/** What is to take effect in one step, as soon as there is room for it: a send, or a settlement. */
final class PendingUnit {

  private final List<OutgoingRecord> sends;
  private final Collection<MemoryDelivery> acknowledgements;
  private final CompletableFuture<List<MessageId>> outcome = new CompletableFuture<>();
  private final long cost;
  private final boolean decided;

  /** Guarded by the broker's lock. */
  Runnable cancelTimer = () -> {};

  PendingUnit(List<OutgoingRecord> sends, Collection<MemoryDelivery> acknowledgements) {
    this(sends, acknowledgements, false);
  }

  private PendingUnit(
      List<OutgoingRecord> sends, Collection<MemoryDelivery> acknowledgements, boolean decided) {
    this.decided = decided;
    this.sends = sends;
    this.acknowledgements = acknowledgements;
    this.cost = sends.stream().mapToLong(OutgoingRecord::neededRoom).sum();
  }

  /** Makes a unit that takes effect even if what it acknowledges was given back. */
  static PendingUnit decided(
      List<OutgoingRecord> sends, Collection<MemoryDelivery> acknowledgements) {
    return new PendingUnit(sends, acknowledgements, true);
  }

  List<OutgoingRecord> sends() {
    return sends;
  }

  Collection<MemoryDelivery> acknowledgements() {
    return acknowledgements;
  }

  /** Completed, without the broker's lock, with the ids in the order of the sends. */
  CompletableFuture<List<MessageId>> outcome() {
    return outcome;
  }

  /** Returns the bytes that the sends will take. */
  long cost() {
    return cost;
  }

  /** Returns the bytes that this unit takes more than it gives back. Call with the lock held. */
  long neededRoom() {
    if (acknowledgements.isEmpty()) {
      return cost;
    }
    Map<StoredMessage, Integer> done = new HashMap<>();
    for (MemoryDelivery delivery : acknowledgements) {
      if (delivery.state == MemoryDelivery.State.IN_FLIGHT) {
        done.merge(delivery.message, 1, Integer::sum);
      }
    }
    long freed = 0;
    for (Map.Entry<StoredMessage, Integer> entry : done.entrySet()) {
      if (entry.getKey().claims == entry.getValue()) {
        freed += entry.getKey().cost();
      }
    }
    return cost - freed;
  }

  /**
   * Checks that what is acknowledged is still ours to acknowledge. Call with the lock held.
   *
   * @throws MessagingException if a message was given back in the meantime
   */
  void checkAcknowledgements() {
    for (MemoryDelivery delivery : acknowledgements) {
      if (delivery.state == MemoryDelivery.State.GIVEN_BACK && !decided) {
        throw new MessagingException(
            "Message "
                + delivery.id()
                + " of topic '"
                + delivery.consumer.spec().topic()
                + "', subscription '"
                + delivery.consumer.spec().subscription()
                + "', was given back before its transaction committed, and is delivered again;"
                + " nothing of the transaction took effect");
      }
    }
  }

  /** Returns the topics that are sent to, for messages. */
  String topics() {
    return sends.stream().map(send -> "'" + send.topic() + "'").distinct().toList().toString();
  }
}
