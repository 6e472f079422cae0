package org.heddle.ra.runtime;

import org.heddle.api.TopicAdministration;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.ConsumerListener;
import org.heddle.spi.PreparedUnit;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.SubscriptionSpec;
import org.heddle.spi.UnitOfWork;

/**
 * Counts the sends of the units of work that a backend settles, and hands everything on. Whoever
 * sends outside of a unit asks {@link BackendUsage#newAnswer()}. Safe for several threads.
 */
final class CountedBackend implements Backend {

  private final Backend backend;
  private final BackendUsage usage;

  CountedBackend(Backend backend, BackendUsage usage) {
    this.backend = backend;
    this.usage = usage;
  }

  @Override
  public void settle(UnitOfWork unit) {
    try {
      backend.settle(unit);
    } catch (RuntimeException | Error e) {
      usage.failed(unit.sends().size());
      throw e;
    }
    usage.settled(unit.sends().size());
  }

  /** One that cannot be settled now has not failed: it is settled later. */
  @Override
  public void settle(PreparedUnit unit) {
    backend.settle(unit);
    usage.settled(unit.sends().size());
  }

  @Override
  public BackendProducer openProducer(ProducerSpec spec) {
    return backend.openProducer(spec);
  }

  @Override
  public BackendConsumer openConsumer(SubscriptionSpec spec, ConsumerListener listener) {
    return backend.openConsumer(spec, listener);
  }

  @Override
  public void prepare(PreparedUnit unit) {
    backend.prepare(unit);
  }

  @Override
  public TopicAdministration topics() {
    return backend.topics();
  }

  @Override
  public void ping() {
    backend.ping();
  }

  @Override
  public void close() {
    backend.close();
  }
}
