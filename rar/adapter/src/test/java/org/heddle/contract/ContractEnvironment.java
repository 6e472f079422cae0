package org.heddle.contract;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.InvalidPropertyException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.security.auth.Subject;
import javax.transaction.xa.XAResource;
import org.heddle.api.PubSubConnection;
import org.heddle.api.PubSubConnectionFactory;
import org.heddle.ra.outbound.AbstractManagedConnectionFactory;
import org.heddle.spi.Capability;

/** The adapter, started once and connected to the broker, for all tests of a contract. */
final class ContractEnvironment implements AutoCloseable {

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final AtomicInteger lastName = new AtomicInteger();
  private final TestContainer container;
  private final BackendUnderTest backend;
  private final AbstractManagedConnectionFactory managed;
  private final Map<Capability, String> missing;
  private final PubSubConnectionFactory factory;
  private final PubSubConnection keptOpen;

  private ContractEnvironment(TestContainer container, BackendUnderTest backend) {
    this.container = container;
    this.backend = backend;
    managed = backend.managedConnectionFactory();
    missing = missing(managed);
    factory = container.factory(managed);
    TestNaming.bind(lookup(), factory);
    // Else the client would be closed and opened again with every connection.
    keptOpen = factory.getConnection();
  }

  private static Map<Capability, String> missing(AbstractManagedConnectionFactory managed) {
    try {
      return managed.settings(Optional.empty()).missing();
    } catch (InvalidPropertyException e) {
      throw new IllegalStateException(e);
    }
  }

  static ContractEnvironment of(BackendUnderTest backend) {
    return new ContractEnvironment(new TestContainer(), backend);
  }

  /** Connects another adapter to the same broker, or to one of its own where it is the broker. */
  ContractEnvironment in(TestContainer another) {
    return new ContractEnvironment(another, backend);
  }

  /** What a transaction manager recovers the broker's transactions through. */
  XAResource resource() throws ResourceException {
    return managed.createManagedConnection(new Subject(), null).getXAResource();
  }

  TestContainer container() {
    return container;
  }

  /** Gives connections that take part in the transaction of the thread. */
  PubSubConnectionFactory factory() {
    return factory;
  }

  /** Where endpoints find the factory. */
  String lookup() {
    return "contract/" + run;
  }

  boolean can(Capability capability) {
    return !missing.containsKey(capability);
  }

  /** Tells whether messages are kept while no adapter runs. */
  boolean outlivesTheAdapter() {
    return !(managed instanceof org.heddle.memory.MemoryManagedConnectionFactory);
  }

  int maxMessageBytes() {
    return backend.maxMessageBytes();
  }

  /** A name that no other test has, on this broker or any other. */
  String unique(String name) {
    return name + "-" + run + "-" + lastName.incrementAndGet();
  }

  @Override
  public void close() {
    keptOpen.close();
    TestNaming.unbind(lookup());
    container.close();
  }
}
