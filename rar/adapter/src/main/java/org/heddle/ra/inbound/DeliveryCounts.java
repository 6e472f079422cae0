package org.heddle.ra.inbound;

import java.time.Instant;
import java.util.concurrent.atomic.LongAdder;

/**
 * Counts what becomes of an endpoint's deliveries, across all its connections. A delivery that
 * succeeds costs a few additions and nothing else. Safe for several threads.
 */
final class DeliveryCounts {

  private final LongAdder inFlight = new LongAdder();
  private final LongAdder delivered = new LongAdder();
  private final LongAdder acknowledged = new LongAdder();
  private final LongAdder redelivered = new LongAdder();
  private final LongAdder deadLettered = new LongAdder();
  private volatile Trouble last = new Trouble("", "");

  /**
   * Something that went wrong.
   *
   * @param words what
   * @param time when, in ISO 8601
   */
  record Trouble(String words, String time) {}

  void taken(int messages) {
    inFlight.add(messages);
  }

  void done(int messages) {
    inFlight.add(-messages);
  }

  void delivered(int messages) {
    delivered.add(messages);
  }

  void acknowledged(int messages) {
    acknowledged.add(messages);
  }

  /** To be delivered again; {@code failure} is null if nobody threw. */
  void redelivered(Throwable failure) {
    redelivered.increment();
    failed(failure);
  }

  /** Moved to the dead-letter topic; {@code failure} is null if nobody threw. */
  void deadLettered(Throwable failure) {
    deadLettered.increment();
    failed(failure);
  }

  /** Something went wrong, with a delivery or the connection. */
  void failed(Throwable failure) {
    String words = failure == null ? "The transaction was rolled back" : Failures.describe(failure);
    last = new Trouble(words, Instant.now().toString());
  }

  long inFlight() {
    return inFlight.sum();
  }

  long delivered() {
    return delivered.sum();
  }

  long acknowledged() {
    return acknowledged.sum();
  }

  long redelivered() {
    return redelivered.sum();
  }

  long deadLettered() {
    return deadLettered.sum();
  }

  Trouble last() {
    return last;
  }
}
