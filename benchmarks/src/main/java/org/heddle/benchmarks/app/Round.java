package org.heddle.benchmarks.app;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The messages of one round on one topic as they are processed: when the first and the last was,
 * and how long each was on the way. Safe for several threads.
 */
final class Round {

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final Map<String, Round> CURRENT = new ConcurrentHashMap<>();

  private final String topic;
  private final int expected;
  private final int failures;
  private final int workMillis;
  private final long[] delays;
  private final AtomicInteger seen = new AtomicInteger();
  private final CountDownLatch done = new CountDownLatch(1);
  private final long begun = System.nanoTime();
  private volatile long first;
  private volatile long last;

  private Round(String topic, int expected, int failures, int workMillis, boolean timed) {
    this.topic = topic;
    this.expected = expected;
    this.failures = failures;
    this.workMillis = workMillis;
    this.delays = new long[timed ? expected : 0];
  }

  /** Begins a round of messages that are only counted. */
  static Round begin(String topic, int expected) {
    return begin(topic, expected, 0, 0);
  }

  /**
   * Begins a round of messages that fail a number of times and then take some milliseconds each.
   */
  static Round begin(String topic, int expected, int failures, int workMillis) {
    return begin(new Round(topic, expected, failures, workMillis, false));
  }

  /** Begins a round that keeps how long each message was on the way. */
  static Round beginTimed(String topic, int expected) {
    return begin(new Round(topic, expected, 0, 0, true));
  }

  private static Round begin(Round round) {
    CURRENT.put(round.topic, round);
    return round;
  }

  /** The round that goes on at a topic; what comes outside of any is nobody's. */
  static Round of(String topic) {
    Round round = CURRENT.get(topic);
    return round != null ? round : new Round(topic, Integer.MAX_VALUE, 0, 0, false);
  }

  /** Processes a message as a bean that may have trouble does. */
  void processed(Reading reading, int deliveryCount) throws InterruptedException {
    if (deliveryCount <= failures) {
      throw new IllegalStateException("This message is to fail " + failures + " times");
    }
    if (workMillis > 0) {
      Thread.sleep(workMillis);
    }
    processed(reading);
  }

  void processed(Reading reading) {
    if (delays.length > 0 && reading.sentNanos() - begun < 0) {
      // Left over from an earlier round, and so no measure of the way.
      return;
    }
    int number = seen.incrementAndGet();
    if (number == 1) {
      first = System.nanoTime();
    }
    if (number <= delays.length) {
      delays[number - 1] = System.nanoTime() - reading.sentNanos();
    }
    if (number == expected) {
      last = System.nanoTime();
      done.countDown();
    }
  }

  /** Whether nobody need wait any longer: the last message has come, or never will. */
  boolean isDone() {
    return done.getCount() == 0 || System.nanoTime() - begun > PATIENCE.toNanos();
  }

  /**
   * Waits for the last message.
   *
   * @return the nanoseconds from the first to the last
   * @throws IllegalStateException if not all come
   */
  long await() throws InterruptedException {
    long left = begun + PATIENCE.toNanos() - System.nanoTime();
    if (!done.await(left, TimeUnit.NANOSECONDS)) {
      throw new IllegalStateException(
          "Only " + seen + " of " + expected + " messages have come from " + topic);
    }
    CURRENT.remove(topic, this);
    return last - first;
  }

  /** How long each message was on the way, in nanoseconds, in no order. */
  long[] delays() {
    return delays.clone();
  }
}
