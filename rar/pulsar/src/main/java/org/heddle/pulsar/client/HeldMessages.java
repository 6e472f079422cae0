package org.heddle.pulsar.client;

import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.pulsar.client.api.Message;
import org.heddle.pulsar.client.BrokerClaims.Claim;
import org.heddle.pulsar.client.HeldMessage.State;
import org.heddle.spi.BackendContext;

/**
 * What a consumer has taken from its client and not finished. A message that is given back stays
 * here, unacknowledged, and is handed out again after exactly its delay; the broker has it whatever
 * happens. What the broker delivers twice, since it lost sight of the consumer, is known by its id.
 * Safe for several threads.
 */
final class HeldMessages {

  /**
   * What is remembered of a message that the broker is to deliver again.
   *
   * @param attempts how often it was delivered
   * @param ripeNanos when it may be handed out
   */
  private record Trace(int attempts, long ripeNanos) {}

  /** Forgets what has not come back, the oldest first. */
  private static final class Memory<T> extends LinkedHashMap<PulsarMessageId, T> {
    private static final long serialVersionUID = 1L;
    private static final int MOST = 10_000;

    @Override
    protected boolean removeEldestEntry(Map.Entry<PulsarMessageId, T> eldest) {
      return size() > MOST;
    }
  }

  private final ReadyQueue ready;
  private final BrokerClaims claims;
  private final BackendContext context;
  private final Runnable available;
  private final int maxMessages;
  private final long maxBytes;
  private final Map<PulsarMessageId, HeldMessage> messages = new HashMap<>();
  private final Map<PulsarMessageId, Trace> traces = new Memory<>();
  private final Map<PulsarMessageId, Integer> dropped = new Memory<>();
  private long bytes;
  private long unkept;
  private boolean closed;

  HeldMessages(
      ReadyQueue ready,
      BrokerClaims claims,
      BackendContext context,
      Runnable available,
      int maxMessages,
      long maxBytes) {
    this.ready = ready;
    this.claims = claims;
    this.context = context;
    this.available = available;
    this.maxMessages = maxMessages;
    this.maxBytes = maxBytes;
  }

  synchronized boolean hasRoom() {
    return !closed && messages.size() < maxMessages && bytes < maxBytes;
  }

  /** Takes what has arrived. */
  void add(Message<byte[]> arrived) {
    synchronized (this) {
      if (closed) {
        return;
      }
      Claim claim = claims.of(arrived);
      PulsarMessageId id = idOf(arrived);
      HeldMessage known = messages.get(id);
      if (known != null) {
        known.copyCame(claim);
        return;
      }
      Trace trace = traces.remove(id);
      Integer toDrop = dropped.remove(id);
      if (toDrop != null) {
        dropNext(id, toDrop - 1);
        return;
      }
      HeldMessage message =
          new HeldMessage(
              id, arrived, trace == null ? arrived.getRedeliveryCount() : trace.attempts(), claim);
      messages.put(id, message);
      bytes += message.payload().length;
      if (trace != null) {
        makeReady(message, trace.attempts(), trace.ripeNanos());
      }
      ready.add(message);
    }
    available.run();
  }

  /** Hands the next message out; null if none is ready. */
  synchronized PulsarDelivery poll(PulsarSubscription subscription) {
    for (HeldMessage next = ready.poll(); next != null; next = ready.poll()) {
      if (next.state() != State.READY) {
        continue;
      }
      if (isClaimed(next)) {
        return next.handOut(subscription);
      }
      forget(next);
    }
    return null;
  }

  /** Ends a delivery that is acknowledged; false if the message is not its holder's to end. */
  synchronized boolean finish(PulsarDelivery delivery) {
    HeldMessage message = delivery.message();
    if (!message.isHeldBy(delivery)) {
      return false;
    }
    remove(message, State.FINISHED);
    return true;
  }

  /**
   * Ends a delivery whose acknowledgement is certain. If the broker has lost sight of the consumer
   * meanwhile, or was asked to deliver again, the message may be on its way again, and is dropped
   * when it arrives.
   */
  synchronized boolean finishForGood(PulsarDelivery delivery) {
    boolean finished = finish(delivery);
    if (finished) {
      HeldMessage message = delivery.message();
      dropNext(message.id(), Math.max(message.copies(), isClaimed(message) ? 0 : 1));
    }
    return finished;
  }

  private void dropNext(PulsarMessageId id, int times) {
    if (times > 0) {
      dropped.put(id, times);
    }
  }

  /**
   * Ends a message that is acknowledged, whoever holds it. If it is not here, it may be on its way,
   * and is dropped when it arrives.
   */
  void drop(PulsarMessageId id) {
    synchronized (this) {
      HeldMessage message = messages.get(id);
      if (message == null) {
        dropNext(id, 1);
        return;
      }
      dropNext(id, message.copies());
      // Else it would hold its lane up until its delay is over.
      message.ripenNow();
      remove(message, State.FINISHED);
    }
    available.run();
  }

  /** Ends a delivery that failed: the message is handed out again after the delay. */
  void giveBack(PulsarDelivery delivery, Duration delay, boolean counted) {
    HeldMessage message = delivery.message();
    synchronized (this) {
      if (!message.isHeldBy(delivery)) {
        return;
      }
      makeReady(
          message,
          delivery.deliveryCount() - (counted ? 0 : 1),
          System.nanoTime() + delay.toNanos());
      if (isClaimed(message)) {
        ready.add(message);
      } else {
        forget(message);
      }
    }
    available.run();
  }

  /** Notes that the broker delivers a message again of its own accord, here or elsewhere. */
  synchronized void disclaim(PulsarDelivery delivery) {
    if (delivery.message().isHeldBy(delivery)) {
      delivery.message().claim(Claim.NONE);
    }
  }

  /** Notes that the broker takes messages of this consumer back of its own accord. */
  void expectAgain() {
    if (claims.areGivenBackTogether()) {
      expectCopies();
    }
  }

  /** Has the broker deliver everything again that is not acknowledged; what is here stays here. */
  void askAgain() {
    expectCopies();
    claims.askAgain();
  }

  private synchronized void expectCopies() {
    messages.values().stream().filter(this::isClaimed).forEach(HeldMessage::expectCopy);
  }

  synchronized State stateOf(PulsarDelivery delivery) {
    HeldMessage message = delivery.message();
    if (message.isHeldBy(delivery)) {
      return State.HELD;
    }
    return message.state() == State.FINISHED ? State.FINISHED : State.FORGOTTEN;
  }

  /** Drops everything: whoever has the subscription next gets it from the broker. */
  synchronized void close() {
    closed = true;
    List.copyOf(messages.values()).forEach(message -> remove(message, State.FORGOTTEN));
  }

  /**
   * Messages that the broker does not keep have no place in the topic: there they are all alike.
   */
  private PulsarMessageId idOf(Message<byte[]> arrived) {
    PulsarMessageId id = PulsarMessageId.of(arrived.getMessageId());
    return TopicNames.isPersistent(arrived.getTopicName())
        ? id
        : new PulsarMessageId(id.partition(), id.ledger(), ++unkept, id.index());
  }

  private boolean isClaimed(HeldMessage message) {
    return claims.current(message.topic()).equals(message.claim());
  }

  private void forget(HeldMessage message) {
    traces.put(message.id(), new Trace(message.attempts(), message.ripeNanos()));
    remove(message, State.FORGOTTEN);
  }

  private void remove(HeldMessage message, State state) {
    message.end(state);
    messages.remove(message.id());
    bytes -= message.payload().length;
  }

  private void makeReady(HeldMessage message, int attempts, long ripeNanos) {
    long wait = ripeNanos - System.nanoTime();
    Runnable cancel =
        wait <= 0
            ? () -> {}
            : context.schedule(Duration.ofNanos(wait), () -> ripen(message, ripeNanos));
    message.makeReady(attempts, ripeNanos, cancel);
  }

  private void ripen(HeldMessage message, long ripeNanos) {
    synchronized (this) {
      if (message.state() != State.READY || message.ripeNanos() != ripeNanos) {
        return;
      }
      message.ripenNow();
      ready.ripen(message);
    }
    available.run();
  }
}
