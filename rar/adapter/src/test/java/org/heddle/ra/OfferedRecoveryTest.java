package org.heddle.ra;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import jakarta.resource.spi.ConnectionManager;
import jakarta.resource.spi.ConnectionRequestInfo;
import jakarta.resource.spi.ManagedConnectionFactory;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.transaction.xa.XAException;
import org.apache.geronimo.transaction.manager.GeronimoTransactionManager;
import org.apache.geronimo.transaction.manager.NamedXAResourceFactory;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;
import org.heddle.contract.TestContainer;
import org.heddle.contract.TestEndpoints;
import org.heddle.contract.TestEndpoints.Attribute;
import org.heddle.memory.MemoryManagedConnectionFactory;
import org.junit.jupiter.api.Test;

/** When the adapter offers itself to a transaction manager that does not ask, TomEE's. */
class OfferedRecoveryTest {

  private final Manager manager;

  OfferedRecoveryTest() throws XAException {
    manager = new Manager();
  }

  @Test
  void shouldOfferItselfForABeanAsLongAsItIsStarted() throws Exception {
    try (TestContainer container = new TestContainer(manager)) {
      MessagingActivationSpec spec = new MessagingActivationSpec();
      spec.setTopic("orders");
      spec.setSubscription("s");

      container.activate(new TestEndpoints<>(container, new Bean(), Attribute.REQUIRED), spec);

      await().until(() -> manager.registered.contains("Bean"));
    }
    assertThat(manager.registered).isEmpty();
  }

  @Test
  void shouldHaveAPoolOfferItself() throws Exception {
    try (TestContainer container = new TestContainer(manager)) {
      MemoryManagedConnectionFactory factory = new MemoryManagedConnectionFactory();
      factory.setResourceAdapter(container.adapter());
      Pool pool = new Pool();

      factory.createConnectionFactory(pool);

      assertThat(pool.recovering.await(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static final class Manager extends GeronimoTransactionManager {

    private final Set<String> registered = ConcurrentHashMap.newKeySet();

    Manager() throws XAException {}

    @Override
    public void registerNamedXAResourceFactory(NamedXAResourceFactory factory) {
      super.registerNamedXAResourceFactory(factory);
      registered.add(factory.getName());
    }

    @Override
    public void unregisterNamedXAResourceFactory(String name) {
      super.unregisterNamedXAResourceFactory(name);
      registered.remove(name);
    }
  }

  private static final class Bean implements MessageListener<String> {
    @Override
    public void onMessage(Message<String> message) {}
  }

  /** Of the shape of TomEE's. */
  public static final class Pool implements ConnectionManager {
    private static final long serialVersionUID = 1L;

    private final transient CountDownLatch recovering = new CountDownLatch(1);

    @Override
    public Object allocateConnection(ManagedConnectionFactory factory, ConnectionRequestInfo info) {
      throw new UnsupportedOperationException("There are no connections");
    }

    public void doRecovery() {
      recovering.countDown();
    }
  }
}
