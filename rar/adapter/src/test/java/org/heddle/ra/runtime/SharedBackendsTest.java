package org.heddle.ra.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.TopicAdministration;
import org.heddle.contract.ThreadedContext;
import org.heddle.ra.transaction.PreparedTransactions;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.BackendContext;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.BackendSettings;
import org.heddle.spi.ConsumerListener;
import org.heddle.spi.PreparedUnit;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.SubscriptionSpec;
import org.heddle.spi.UnitOfWork;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedBackendsTest {

  private final ThreadedContext context = new ThreadedContext();
  private final SharedBackends backends =
      new SharedBackends(context, 1000, PreparedTransactions.impossible("not here"));

  @AfterEach
  void close() {
    backends.close();
    context.close();
  }

  @Test
  void shouldShareOneBackendAmongEqualSettings() {
    BackendLease one = backends.lease(new Settings("a", false));
    BackendLease same = backends.lease(new Settings("a", false));
    BackendLease other = backends.lease(new Settings("b", false));

    assertThat(one.backend()).isSameAs(same.backend()).isNotSameAs(other.backend());
    assertThat(one.units()).isSameAs(same.units());
  }

  @Test
  void shouldCloseTheBackendWithTheLastLeaseAndOpenItAnew() {
    BackendLease one = backends.lease(new Settings("a", false));
    BackendLease same = backends.lease(new Settings("a", false));
    FakeBackend backend = (FakeBackend) one.backend();

    one.close();
    one.close();
    assertThat(backend.closed).isZero();
    same.close();
    assertThat(backend.closed).isOne();

    assertThat(backends.lease(new Settings("a", false)).backend()).isNotSameAs(backend);
  }

  @Test
  void shouldKeepABackendThatIsItselfTheBroker() {
    BackendLease lease = backends.lease(new Settings("a", true));
    FakeBackend backend = (FakeBackend) lease.backend();
    lease.close();

    assertThat(backend.closed).isZero();
    assertThat(backends.lease(new Settings("a", true)).backend()).isSameAs(backend);
    backends.close();
    assertThat(backend.closed).isOne();
  }

  @Test
  void shouldCloseWhatIsLeftAndRefuseMoreAfterTheEnd() {
    List<FakeBackend> open = new ArrayList<>();
    open.add((FakeBackend) backends.lease(new Settings("a", false)).backend());
    BackendLease late = backends.lease(new Settings("b", false));
    open.add((FakeBackend) late.backend());

    backends.close();
    late.close();

    assertThat(open).allSatisfy(backend -> assertThat(backend.closed).isOne());
    assertThatThrownBy(() -> backends.lease(new Settings("a", false)))
        .isInstanceOf(AlreadyClosedException.class);
  }

  private record Settings(String backendName, boolean keptUntilStop) implements BackendSettings {

    @Override
    public String resourceName() {
      return backendName;
    }

    @Override
    public Backend open(BackendContext context) {
      return new FakeBackend();
    }
  }

  private static final class FakeBackend implements Backend {

    private int closed;

    @Override
    public void close() {
      closed++;
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
    public void prepare(PreparedUnit unit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void settle(PreparedUnit unit) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void settle(UnitOfWork unit) {}

    @Override
    public TopicAdministration topics() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void ping() {}
  }
}
