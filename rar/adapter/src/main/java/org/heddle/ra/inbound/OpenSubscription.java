package org.heddle.ra.inbound;

import static java.lang.System.Logger.Level.WARNING;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.heddle.api.MessagingException;
import org.heddle.ra.runtime.AdapterRuntime;
import org.heddle.ra.runtime.BackendLease;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.ConsumerListener;

/**
 * What is open while messages can be delivered: a share in the backend, a consumer and its pump.
 * Tells its activation how it ends. Safe for several threads.
 */
final class OpenSubscription<T> implements ConsumerListener {

  private static final System.Logger LOG = System.getLogger(OpenSubscription.class.getName());

  private final Activation<T> activation;
  private final ActivationSettings settings;
  private final BackendLease lease;
  private final BackendConsumer consumer;
  private final Pump<T> pump;
  private final int takesAtOnce;
  private volatile Optional<MessagingException> early = Optional.empty();
  private volatile boolean begun;

  /** Opens; the lease is closed with it, or if that fails. */
  OpenSubscription(
      Activation<T> activation,
      AdapterRuntime runtime,
      ActivationSettings settings,
      BackendLease lease,
      Endpoints<T> endpoints) {
    this.activation = activation;
    this.settings = settings;
    this.lease = lease;
    boolean batch = endpoints.listener().batch();
    takesAtOnce = settings.concurrency() * (batch ? settings.batchSize() : 1);
    BackendConsumer opened = null;
    try {
      opened = lease.backend().openConsumer(settings.subscription(), this);
      consumer = opened;
      Redelivery redelivery = new Redelivery(lease.backend(), settings, endpoints.counts());
      pump =
          new Pump<>(
              runtime,
              settings,
              batch,
              lease.units(),
              consumer,
              () -> endpoints.dispatcher(lease.units(), redelivery));
    } catch (RuntimeException e) {
      if (opened != null) {
        opened.close();
      }
      lease.close();
      throw e;
    }
  }

  /** Lets the pump work, from the call of {@link #begin} on. */
  void start() {
    pump.start();
  }

  /** Begins to deliver, once it is started. */
  void begin() {
    begun = true;
    pump.arrived();
    early.ifPresent(cause -> activation.lost(this, cause));
  }

  @Override
  public int takesAtOnce() {
    return takesAtOnce;
  }

  /** May be called while the consumer is still being opened. */
  @Override
  public void available() {
    if (begun) {
      pump.arrived();
    }
  }

  @Override
  public void failed(MessagingException cause) {
    early = Optional.of(cause);
    if (begun) {
      activation.lost(this, cause);
    }
  }

  OptionalLong lag() {
    return consumer.lag();
  }

  /** Takes in nothing new; closes, now or later, when nothing is in flight. */
  void finish() {
    pump.finish(
        () -> {
          try {
            close();
          } catch (RuntimeException e) {
            LOG.log(WARNING, "Closing the delivery of " + settings + " failed", e);
          }
          activation.closed();
        });
  }

  /** Takes {@link #finish} back; tells whether it was in time. To be started and begun again. */
  boolean unfinish() {
    return pump.unfinish();
  }

  /** Takes in nothing new, waits for what is in flight, and closes. */
  void end(Duration limit) {
    if (!pump.stop(limit)) {
      LOG.log(
          WARNING,
          "Delivery of {0} did not finish within {1}; what is in flight is delivered again",
          settings,
          limit);
    }
    close();
  }

  /** Whoever comes second waits until it is done. */
  private synchronized void close() {
    consumer.close();
    pump.releaseEndpoints();
    lease.close();
  }
}
