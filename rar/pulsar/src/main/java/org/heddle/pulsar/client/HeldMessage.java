package org.heddle.pulsar.client;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.apache.pulsar.client.api.Message;
import org.heddle.pulsar.client.BrokerClaims.Claim;

/**
 * One message that a consumer has taken from its client, until it is finished or the broker gives
 * it to somebody else. Its content never changes; where it stands is guarded by its {@link
 * HeldMessages}.
 */
final class HeldMessage {

  /** Where a message stands. */
  enum State {
    /** To be handed out, perhaps when its delay is over. */
    READY,
    /** Handed out. */
    HELD,
    /** Acknowledged. */
    FINISHED,
    /** No longer this consumer's. */
    FORGOTTEN
  }

  private final PulsarMessageId id;
  private final Message<byte[]> message;
  private final byte[] payload;
  private State state = State.READY;
  private PulsarDelivery holder;
  private int attempts;
  private long ripeNanos = System.nanoTime();
  private Claim claim;
  private int copies;
  private Runnable cancelTimer = () -> {};

  HeldMessage(PulsarMessageId id, Message<byte[]> message, int attempts, Claim claim) {
    this.id = id;
    this.message = message;
    byte[] data = message.getData();
    this.payload = data == null ? new byte[0] : data;
    this.attempts = attempts;
    this.claim = claim;
  }

  PulsarMessageId id() {
    return id;
  }

  /** The client's own id, which acknowledges. */
  org.apache.pulsar.client.api.MessageId acknowledgedBy() {
    return message.getMessageId();
  }

  byte[] payload() {
    return payload;
  }

  Map<String, String> properties() {
    Map<String, String> properties = message.getProperties();
    return properties == null ? Map.of() : properties;
  }

  Optional<String> key() {
    return message.hasKey() ? Optional.of(message.getKey()) : Optional.empty();
  }

  Instant publishTime() {
    return Instant.ofEpochMilli(message.getPublishTime());
  }

  /** The topic, or the partition, that it came from. */
  String topic() {
    return message.getTopicName();
  }

  /** What it is kept in order with: its key, or nothing but itself. */
  Object lane() {
    return message.hasKey() ? message.getKey() : id;
  }

  State state() {
    return state;
  }

  int attempts() {
    return attempts;
  }

  Claim claim() {
    return claim;
  }

  void claim(Claim newClaim) {
    claim = newClaim;
  }

  /** How many more of it the broker may be about to deliver. */
  int copies() {
    return copies;
  }

  void expectCopy() {
    copies++;
  }

  /** Notes that the broker has delivered it once more. */
  void copyCame(Claim newClaim) {
    copies = Math.max(0, copies - 1);
    claim = newClaim;
  }

  long ripeNanos() {
    return ripeNanos;
  }

  boolean isRipe() {
    return ripeNanos - System.nanoTime() <= 0;
  }

  boolean isHeldBy(PulsarDelivery delivery) {
    return state == State.HELD && holder == delivery;
  }

  PulsarDelivery handOut(PulsarSubscription subscription) {
    state = State.HELD;
    holder = new PulsarDelivery(subscription, this, attempts + 1);
    return holder;
  }

  /** Makes it ready again, not before a moment. */
  void makeReady(int newAttempts, long newRipeNanos, Runnable timer) {
    state = State.READY;
    holder = null;
    attempts = newAttempts;
    ripeNanos = newRipeNanos;
    cancelTimer = timer;
  }

  /** Ripens it by the timer's clock, which may be ahead of this one. */
  void ripenNow() {
    ripeNanos = System.nanoTime();
  }

  void end(State newState) {
    state = newState;
    holder = null;
    cancelTimer.run();
  }
}
