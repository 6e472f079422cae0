package org.heddle.contract;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.heddle.api.MessagingException;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.ConsumerListener;
import org.heddle.spi.Delivery;
import org.heddle.spi.support.Deadline;

/** Waits for deliveries of one consumer, for one thread at a time. */
public final class Inbox implements ConsumerListener {

  /** How long a delivery may take that has to come. */
  public static final Duration PATIENCE = Patience.LIMIT;

  /** How long one of several consumers is asked before the next. */
  private static final Duration TURN = Duration.ofMillis(5);

  private final int takesAtOnce;
  private final Semaphore bell = new Semaphore(0);
  private volatile BackendConsumer consumer;
  private volatile MessagingException failure;

  /** Takes one delivery at a time. */
  public Inbox() {
    this(1);
  }

  /** Takes so many deliveries at a time. */
  Inbox(int takesAtOnce) {
    this.takesAtOnce = takesAtOnce;
  }

  @Override
  public int takesAtOnce() {
    return takesAtOnce;
  }

  /** Sets the consumer, once it is open. */
  public void open(BackendConsumer opened) {
    consumer = opened;
  }

  /** The consumer. */
  public BackendConsumer consumer() {
    return consumer;
  }

  /** Why the consumer is dead; null while it is not. */
  public MessagingException failure() {
    return failure;
  }

  @Override
  public void available() {
    bell.release();
  }

  @Override
  public void failed(MessagingException cause) {
    failure = cause;
    bell.release();
  }

  /** Takes the next delivery; null if none comes in time. */
  public Delivery next(Duration patience) {
    Deadline deadline = Deadline.in(patience);
    while (true) {
      bell.drainPermits();
      Delivery delivery = consumer.poll();
      if (delivery != null || deadline.passed()) {
        return delivery;
      }
      try {
        bell.tryAcquire(deadline.left().toNanos(), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        throw new AssertionError(e);
      }
    }
  }

  /** Takes the next delivery, which has to come. */
  public Delivery next() {
    Delivery delivery = next(PATIENCE);
    assertThat(delivery).as("next delivery of " + consumer).isNotNull();
    return delivery;
  }

  /** Takes the next deliveries, which have to come. */
  public List<Delivery> next(int count) {
    List<Delivery> deliveries = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      deliveries.add(next());
    }
    return deliveries;
  }

  /** Acknowledges the next deliveries and returns their texts. */
  public List<String> acknowledge(int count) {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      Delivery delivery = next();
      acknowledge(delivery);
      texts.add(text(delivery));
    }
    return texts;
  }

  /**
   * Acknowledges the next deliveries of consumers that share what has to come.
   *
   * @return the texts of each consumer
   */
  public static List<List<String>> acknowledgeShared(int count, Inbox... inboxes) {
    List<List<String>> texts =
        Stream.of(inboxes).<List<String>>map(inbox -> new ArrayList<>()).toList();
    Deadline deadline = Deadline.in(PATIENCE);
    for (int taken = 0; taken < count && !deadline.passed(); ) {
      for (int i = 0; i < inboxes.length; i++) {
        Delivery delivery = inboxes[i].next(TURN);
        if (delivery != null) {
          inboxes[i].acknowledge(delivery);
          texts.get(i).add(text(delivery));
          taken++;
        }
      }
    }
    return texts;
  }

  /** Acknowledges a delivery. */
  public void acknowledge(Delivery delivery) {
    consumer.acknowledge(delivery);
  }

  /** The content of a delivery. */
  public static String text(Delivery delivery) {
    return new String(delivery.payload(), UTF_8);
  }

  /** The contents of deliveries. */
  public static List<String> texts(List<Delivery> deliveries) {
    return deliveries.stream().map(Inbox::text).toList();
  }
}
