package org.heddle.pulsar.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pulsar.client.api.Consumer;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.transaction.Transaction;
import org.heddle.api.MessagingException;
import org.heddle.api.QualityOfService;
import org.heddle.pulsar.client.HeldMessage.State;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.ConsumerListener;
import org.heddle.spi.Delivery;
import org.heddle.spi.SubscriptionSpec;
import org.heddle.spi.support.OwnContext;

/** A consumer of one subscription: the side that the adapter sees. Safe for several threads. */
final class PulsarSubscription implements BackendConsumer {

  private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(5);

  private final SubscriptionSpec spec;
  private final Consumer<byte[]> consumer;
  private final HeldMessages held;
  private final Intake intake;
  private final ConsumerListener listener;
  private final Duration timeout;
  private final java.util.function.Consumer<PulsarSubscription> whenClosed;
  private final boolean bestEffort;
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile boolean dead;

  PulsarSubscription(
      SubscriptionSpec spec,
      Consumer<byte[]> consumer,
      HeldMessages held,
      ConsumerListener listener,
      Duration timeout,
      java.util.function.Consumer<PulsarSubscription> whenClosed) {
    this.spec = spec;
    this.consumer = consumer;
    this.held = held;
    this.listener = listener;
    this.timeout = timeout;
    this.whenClosed = whenClosed;
    this.bestEffort = spec.topic().quality() == QualityOfService.BEST_EFFORT;
    this.intake = new Intake(consumer, held, this::die);
  }

  /** Begins to receive. */
  void start() {
    intake.fill();
  }

  @Override
  public SubscriptionSpec spec() {
    return spec;
  }

  @Override
  public Delivery poll() {
    if (closed.get()) {
      return null;
    }
    PulsarDelivery delivery = held.poll(this);
    if (delivery == null) {
      // What the broker took back has made room.
      intake.fill();
    } else if (bestEffort) {
      acknowledge(delivery);
    }
    return delivery;
  }

  @Override
  public void acknowledge(Delivery delivery) {
    PulsarDelivery ours = (PulsarDelivery) delivery;
    if (finish(ours)) {
      // What does not reach the broker is delivered again.
      consumer.acknowledgeAsync(ours.message().acknowledgedBy());
    }
  }

  @Override
  public void negativeAcknowledge(Delivery delivery, Duration delay) {
    giveBack((PulsarDelivery) delivery, delay, true);
  }

  @Override
  public void defer(Delivery delivery, Duration delay) {
    giveBack((PulsarDelivery) delivery, delay, false);
  }

  private void giveBack(PulsarDelivery delivery, Duration delay, boolean counted) {
    held.giveBack(delivery, delay, counted);
    intake.fill();
  }

  State stateOf(PulsarDelivery delivery) {
    return held.stateOf(delivery);
  }

  /** Acknowledges a delivery as part of a transaction, which decides whether it is finished. */
  CompletableFuture<Void> acknowledge(PulsarDelivery delivery, Transaction transaction) {
    return consumer.acknowledgeAsync(delivery.message().acknowledgedBy(), transaction);
  }

  /** Acknowledges a message by an id that need not be held here. */
  CompletableFuture<Void> acknowledge(MessageId id, Transaction transaction) {
    return consumer.acknowledgeAsync(id, transaction);
  }

  /** Tells whether it is one of the consumers of a subscription. */
  boolean reads(SubscriptionSpec other) {
    return !closed.get()
        && spec.subscription().equals(other.subscription())
        && TopicNames.of(spec.topic()).equals(TopicNames.of(other.topic()));
  }

  /** Ends a message that is acknowledged, wherever it stands and even if it is on its way. */
  void drop(PulsarMessageId id) {
    held.drop(id);
    intake.fill();
  }

  /** Ends a delivery that was acknowledged in a transaction that took effect. */
  void finishForGood(PulsarDelivery delivery) {
    if (held.finishForGood(delivery)) {
      intake.fill();
    }
  }

  /** Ends a delivery whose acknowledgement the broker has; false if it is not held any more. */
  boolean finish(PulsarDelivery delivery) {
    boolean finished = held.finish(delivery);
    if (finished) {
      intake.fill();
    }
    return finished;
  }

  /** Leaves it to the broker to deliver a message again. */
  void disclaim(PulsarDelivery delivery) {
    held.disclaim(delivery);
  }

  /** Notes that the broker is about to deliver messages again, perhaps all of them. */
  void expectAgain() {
    held.expectAgain();
  }

  /** Has the broker deliver everything again that is not acknowledged; what is here stays here. */
  void askAgain() {
    if (!closed.get()) {
      held.askAgain();
    }
  }

  boolean isCutOff() {
    return !closed.get() && !dead && !consumer.isConnected();
  }

  @Override
  public void unsubscribe() {
    intake.stop();
    held.close();
    try {
      consumer.unsubscribeAsync().get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw unsubscribeFailure(e);
    } finally {
      close();
    }
  }

  private MessagingException unsubscribeFailure(Exception failure) {
    return PulsarFailures.translate(
        failure, "delete " + this + "; if it has other consumers, close them first");
  }

  @Override
  public void close() {
    if (!closed.compareAndSet(false, true)) {
      return;
    }
    intake.stop();
    held.close();
    try {
      OwnContext.call(PulsarSubscription.class, consumer::closeAsync)
          .get(CLOSE_TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (ExecutionException | TimeoutException e) {
      // The broker is away and finds out by itself that the consumer is.
      return;
    } finally {
      whenClosed.accept(this);
    }
  }

  private void die(Throwable cause) {
    if (!closed.get()) {
      dead = true;
      listener.failed(PulsarFailures.translate(cause, "go on with " + this));
    }
  }

  @Override
  public String toString() {
    return "subscription '" + spec.subscription() + "' of topic '" + spec.topic() + "'";
  }
}
