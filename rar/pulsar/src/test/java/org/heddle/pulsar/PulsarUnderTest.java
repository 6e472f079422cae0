package org.heddle.pulsar;

import org.heddle.brokers.pulsar.PulsarBroker;
import org.heddle.contract.BrokerUnderTest;
import org.heddle.ra.outbound.AbstractManagedConnectionFactory;

/** A real Pulsar broker, reached through the client library that is loaded as in a server. */
final class PulsarUnderTest implements BrokerUnderTest {

  private static final int MAX_MESSAGE_BYTES = 5 * 1024 * 1024;

  private final PulsarBroker broker = PulsarBroker.start();
  private final long operationTimeoutMillis;

  PulsarUnderTest(long operationTimeoutMillis) {
    this.operationTimeoutMillis = operationTimeoutMillis;
  }

  @Override
  public AbstractManagedConnectionFactory managedConnectionFactory() {
    PulsarManagedConnectionFactory factory = new PulsarManagedConnectionFactory();
    factory.setServiceUrl(broker.serviceUrl());
    factory.setAdminUrl(broker.adminUrl());
    factory.setOperationTimeoutMillis(operationTimeoutMillis);
    return factory;
  }

  @Override
  public int maxMessageBytes() {
    return MAX_MESSAGE_BYTES;
  }

  @Override
  public void kill() {
    broker.kill();
  }

  @Override
  public void restart() {
    broker.restart();
  }

  @Override
  public void close() {
    broker.close();
  }
}
