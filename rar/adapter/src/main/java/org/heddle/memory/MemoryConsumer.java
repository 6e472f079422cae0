package org.heddle.memory;

import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.OptionalLong;
import java.util.Set;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.MessagingException;
import org.heddle.api.QualityOfService;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.ConsumerListener;
import org.heddle.spi.Delivery;
import org.heddle.spi.SubscriptionSpec;

/** An open consumer of a subscription, and what it was handed and has not finished. */
final class MemoryConsumer implements BackendConsumer {

  private final BrokerLock lock;
  private final SubscriptionSpec spec;
  private final ConsumerListener listener;

  // Guarded by the lock.
  private final Set<Delivery> inFlight = new LinkedHashSet<>();
  private MemorySubscription subscription;

  /** Whether the last poll found nothing, so that the listener waits to be told. */
  private boolean idle = true;

  MemoryConsumer(BrokerLock lock, SubscriptionSpec spec, ConsumerListener listener) {
    this.lock = lock;
    this.spec = spec;
    this.listener = listener;
  }

  /** Tells whether this is a consumer of the broker with that lock. */
  boolean belongsTo(BrokerLock other) {
    return lock == other;
  }

  /** Enters the subscription. Call with the lock held. */
  void attach(MemorySubscription to) {
    to.open(this);
    subscription = to;
  }

  @Override
  public SubscriptionSpec spec() {
    return spec;
  }

  @Override
  public Delivery poll() {
    return lock.call(
        () -> {
          MemoryDelivery delivery = subscription == null ? null : subscription.take(this);
          idle = delivery == null;
          if (delivery != null) {
            handOver(delivery);
          }
          return delivery;
        });
  }

  @Override
  public void acknowledge(Delivery delivery) {
    lock.run(() -> finish(delivery));
  }

  @Override
  public void negativeAcknowledge(Delivery delivery, Duration delay) {
    lock.run(() -> giveBack(delivery, delivery.deliveryCount(), delay));
  }

  @Override
  public void defer(Delivery delivery, Duration delay) {
    lock.run(() -> giveBack(delivery, delivery.deliveryCount() - 1, delay));
  }

  @Override
  public OptionalLong lag() {
    return lock.call(
        () -> subscription == null ? OptionalLong.empty() : OptionalLong.of(subscription.lag()));
  }

  /** How many messages were handed over and are not finished. Call with the lock held. */
  int inFlight() {
    return inFlight.size();
  }

  @Override
  public void unsubscribe() {
    lock.run(
        () -> {
          if (subscription == null) {
            throw new AlreadyClosedException(
                "The consumer of subscription '"
                    + spec.subscription()
                    + "' of topic '"
                    + spec.topic()
                    + "' is closed; unsubscribe before closing it");
          }
          subscription.unsubscribe(this);
        });
  }

  @Override
  public void close() {
    lock.run(
        () -> {
          if (subscription != null) {
            for (Delivery delivery : Set.copyOf(inFlight)) {
              giveBack(delivery, delivery.deliveryCount(), Duration.ZERO);
            }
            subscription.close(this);
            subscription = null;
          }
        });
  }

  /** Acknowledges a delivery unless it is no longer ours. Call with the lock held. */
  void finish(Delivery delivery) {
    if (inFlight.remove(delivery)) {
      MemoryDelivery ours = (MemoryDelivery) delivery;
      ours.state = MemoryDelivery.State.FINISHED;
      subscription.release(ours.message);
    }
  }

  /** Wakes the listener if it waits. Call with the lock held. */
  void signal() {
    if (idle) {
      idle = false;
      lock.later(listener::available);
    }
  }

  /** Tells the listener that this is the end. Call with the lock held. */
  void fail(MessagingException cause) {
    lock.later(() -> listener.failed(cause));
  }

  /** Lets go of the subscription and of what was handed over. Call with the lock held. */
  void detach() {
    for (Delivery delivery : Set.copyOf(inFlight)) {
      finish(delivery);
    }
    subscription = null;
  }

  private void handOver(MemoryDelivery delivery) {
    inFlight.add(delivery);
    if (delivery.message.bestEffort || spec.topic().quality() == QualityOfService.BEST_EFFORT) {
      finish(delivery);
    }
  }

  private void giveBack(Delivery delivery, int deliveries, Duration delay) {
    if (inFlight.contains(delivery)) {
      MemoryDelivery ours = (MemoryDelivery) delivery;
      // First, since the server may refuse the timer: then nothing has happened.
      subscription.giveBack(ours.message, deliveries, delay);
      inFlight.remove(delivery);
      ours.state = MemoryDelivery.State.GIVEN_BACK;
    }
  }
}
