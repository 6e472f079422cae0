package org.heddle.mqtt.client;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import org.heddle.api.QualityOfService;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.ConsumerListener;
import org.heddle.spi.Delivery;
import org.heddle.spi.SubscriptionSpec;

/** A consumer of a session that it may share with others of this server. */
final class MqttConsumer implements BackendConsumer {

  private final SubscriptionSpec spec;
  private final ConsumerListener listener;
  private final Session session;
  private final Sessions sessions;
  private final boolean bestEffort;
  private final AtomicBoolean closed = new AtomicBoolean();

  MqttConsumer(
      SubscriptionSpec spec, ConsumerListener listener, Session session, Sessions sessions) {
    this.spec = spec;
    this.listener = listener;
    this.session = session;
    this.sessions = sessions;
    this.bestEffort = spec.topic().quality() == QualityOfService.BEST_EFFORT;
  }

  @Override
  public SubscriptionSpec spec() {
    return spec;
  }

  ConsumerListener listener() {
    return listener;
  }

  boolean isWild() {
    return session.isWild();
  }

  @Override
  public Delivery poll() {
    if (closed.get()) {
      return null;
    }
    MqttDelivery delivery = session.next(this);
    if (bestEffort && delivery != null) {
      session.holdings().finish(delivery);
    }
    return delivery;
  }

  @Override
  public void acknowledge(Delivery delivery) {
    session.holdings().finish((MqttDelivery) delivery);
  }

  @Override
  public void negativeAcknowledge(Delivery delivery, Duration delay) {
    session.holdings().giveBack((MqttDelivery) delivery, delay, true);
  }

  @Override
  public void defer(Delivery delivery, Duration delay) {
    session.holdings().giveBack((MqttDelivery) delivery, delay, false);
  }

  @Override
  public void unsubscribe() {
    sessions.delete(this);
    closed.set(true);
  }

  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      sessions.leave(this);
    }
  }

  Session session() {
    return session;
  }

  @Override
  public String toString() {
    return session.toString();
  }
}
