package org.heddle.ra.transaction;

import java.util.ArrayList;
import java.util.List;
import org.heddle.api.TopicAdministration;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.ConsumerListener;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.SubscriptionSpec;
import org.heddle.spi.UnitOfWork;

/** A backend that remembers what it settled, or fails as it is told. */
final class RecordingBackend implements Backend {

  final List<UnitOfWork> settled = new ArrayList<>();
  RuntimeException failure;

  @Override
  public void settle(UnitOfWork unit) {
    if (failure != null) {
      throw failure;
    }
    settled.add(unit);
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
