package org.heddle.ra.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import javax.management.ObjectName;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.TopicAdministration;
import org.heddle.contract.ThreadedContext;
import org.heddle.ra.management.Management;
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
  private final Management management = new Management("shared-backends-test");
  private final SharedBackends backends =
      new SharedBackends(context, 1000, PreparedTransactions.impossible("not here"), management);
  private final Opened opened = new Opened();

  @AfterEach
  void close() {
    backends.close();
    context.close();
  }

  private Settings settings(String name, boolean keptUntilStop) {
    return new Settings(name, keptUntilStop, opened);
  }

  @Test
  void shouldShareOneBackendAmongEqualSettings() {
    BackendLease one = backends.lease(settings("a", false));
    BackendLease same = backends.lease(settings("a", false));
    BackendLease other = backends.lease(settings("b", false));

    assertThat(one.backend()).isSameAs(same.backend()).isNotSameAs(other.backend());
    assertThat(one.units()).isSameAs(same.units());
  }

  @Test
  void shouldCloseTheBackendWithTheLastLeaseAndOpenItAnew() {
    BackendLease one = backends.lease(settings("a", false));
    BackendLease same = backends.lease(settings("a", false));
    FakeBackend backend = opened.last();

    one.close();
    one.close();
    assertThat(backend.closed).isZero();
    same.close();
    assertThat(backend.closed).isOne();

    backends.lease(settings("a", false));
    assertThat(opened.last()).isNotSameAs(backend);
  }

  @Test
  void shouldKeepABackendThatIsItselfTheBroker() {
    BackendLease lease = backends.lease(settings("a", true));
    FakeBackend backend = opened.last();
    lease.close();

    assertThat(backend.closed).isZero();
    backends.lease(settings("a", true));
    assertThat(opened.last()).isSameAs(backend);
    backends.close();
    assertThat(backend.closed).isOne();
  }

  @Test
  void shouldCloseWhatIsLeftAndRefuseMoreAfterTheEnd() {
    backends.lease(settings("a", false));
    BackendLease late = backends.lease(settings("b", false));

    backends.close();
    late.close();

    assertThat(opened.backends)
        .hasSize(2)
        .allSatisfy(backend -> assertThat(backend.closed).isOne());
    assertThatThrownBy(() -> backends.lease(settings("a", false)))
        .isInstanceOf(AlreadyClosedException.class);
  }

  /** As in Open Liberty, which has taken the adapter's classes away by then. */
  @Test
  void shouldCloseTheOthersWhenOneCannotBeClosed() {
    for (String name : List.of("a", "b", "c")) {
      backends.lease(settings(name, false));
      opened.last().closing =
          () -> {
            throw new NoClassDefFoundError(name);
          };
    }

    backends.close();

    assertThat(opened.backends).allSatisfy(backend -> assertThat(backend.closed).isOne());
  }

  @Test
  void shouldShowABackendUntilItIsClosed() throws Exception {
    BackendLease one = backends.lease(settings("a", false));
    BackendLease same = backends.lease(settings("a", false));
    BackendLease other = backends.lease(settings("b", false));
    one.close();
    assertThat(shown()).containsExactlyInAnyOrder("\"a\"", "\"b\"");

    same.close();
    assertThat(shown()).containsExactly("\"b\"");

    other.close();
    assertThat(shown()).isEmpty();
  }

  @Test
  void shouldShowNothingAfterTheEnd() throws Exception {
    backends.lease(settings("a", true));

    backends.close();

    assertThat(shown()).isEmpty();
  }

  private static List<String> shown() throws Exception {
    ObjectName all =
        new ObjectName("org.heddle:type=ConnectionFactory,adapter=shared-backends-test,*");
    return ManagementFactory.getPlatformMBeanServer().queryNames(all, null).stream()
        .map(name -> name.getKeyProperty("resource"))
        .toList();
  }

  /** Every backend that was opened. */
  private static final class Opened {

    private final List<FakeBackend> backends = new ArrayList<>();

    FakeBackend last() {
      return backends.get(backends.size() - 1);
    }
  }

  private record Settings(String backendName, boolean keptUntilStop, Opened opened)
      implements BackendSettings {

    @Override
    public String resourceName() {
      return backendName;
    }

    @Override
    public Backend open(BackendContext context) {
      FakeBackend backend = new FakeBackend();
      opened.backends.add(backend);
      return backend;
    }
  }

  private static final class FakeBackend implements Backend {

    private Runnable closing = () -> {};
    private int closed;

    @Override
    public void close() {
      closed++;
      closing.run();
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
