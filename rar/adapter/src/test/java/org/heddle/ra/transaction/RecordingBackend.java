package org.heddle.ra.transaction;

import java.util.ArrayList;
import java.util.List;
import org.heddle.api.TopicAdministration;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.ConsumerListener;
import org.heddle.spi.PreparedUnit;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.SubscriptionSpec;
import org.heddle.spi.UnitOfWork;

/** A backend that remembers what it settled, or fails as it is told. */
final class RecordingBackend implements Backend {

  final List<UnitOfWork> settled = new ArrayList<>();
  final List<Boolean> mayHaveBeenSettled = new ArrayList<>();
  final List<Integer> slots = new ArrayList<>();
  volatile RuntimeException failure;
  volatile Runnable whileSettling = () -> {};
  RuntimeException refusal;

  @Override
  public void settle(UnitOfWork unit) {
    if (failure != null) {
      throw failure;
    }
    settled.add(unit);
  }

  @Override
  public void prepare(PreparedUnit unit) {
    if (refusal != null) {
      throw refusal;
    }
  }

  @Override
  public synchronized void settle(PreparedUnit unit) {
    whileSettling.run();
    settle(unit.work());
    mayHaveBeenSettled.add(unit.mayBeSettled());
    slots.add(unit.slot().number());
  }

  @Override
  public BackendProducer openProducer(ProducerSpec spec) {
    throw new UnsupportedOperationException();
  }

  @Override
  public BackendConsumer openConsumer(SubscriptionSpec spec, ConsumerListener listener) {
    throw new UnsupportedOperationException();
  }

  @Override
  public TopicAdministration topics() {
    throw new UnsupportedOperationException();
  }

  @Override
  public void ping() {}

  @Override
  public void close() {}
}
