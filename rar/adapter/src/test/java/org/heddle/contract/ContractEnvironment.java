package org.heddle.contract;

import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.heddle.api.PubSubConnection;
import org.heddle.api.PubSubConnectionFactory;
import org.heddle.ra.outbound.AbstractManagedConnectionFactory;

/** The adapter, started once and connected to the broker, for all tests of a contract. */
final class ContractEnvironment implements AutoCloseable {

  private final String run = UUID.randomUUID().toString().substring(0, 8);
  private final AtomicInteger lastName = new AtomicInteger();
  private final TestContainer container;
  private final Supplier<AbstractManagedConnectionFactory> managed;
  private final Set<Capability> capabilities;
  private final int maxMessageBytes;
  private final PubSubConnectionFactory factory;
  private final PubSubConnection keptOpen;

  ContractEnvironment(
      TestContainer container,
      Supplier<AbstractManagedConnectionFactory> managed,
      Set<Capability> capabilities,
      int maxMessageBytes) {
    this.container = container;
    this.managed = managed;
    this.capabilities = Set.copyOf(capabilities);
    this.maxMessageBytes = maxMessageBytes;
    factory = container.factory(managed.get());
    TestNaming.bind(lookup(), factory);
    // Else the client would be closed and opened again with every connection.
    keptOpen = factory.getConnection();
  }

  /** Connects another adapter to the same broker, or to one of its own where it is the broker. */
  ContractEnvironment in(TestContainer another) {
    return new ContractEnvironment(another, managed, capabilities, maxMessageBytes);
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
    return capabilities.contains(capability);
  }

  int maxMessageBytes() {
    return maxMessageBytes;
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
