package org.heddle.kafka;

import org.heddle.brokers.kafka.KafkaBroker;
import org.heddle.brokers.kafka.KafkaOptions;
import org.heddle.contract.BrokerUnderTest;
import org.heddle.ra.outbound.AbstractManagedConnectionFactory;

/** A real Kafka broker, reached through the client library that is loaded as in a server. */
final class KafkaUnderTest implements BrokerUnderTest {

  private static final int MAX_MESSAGE_BYTES = 8 * 1024 * 1024;

  private final KafkaBroker broker =
      KafkaBroker.start(
          KafkaOptions.defaults().with("message.max.bytes", "" + 2 * MAX_MESSAGE_BYTES));
  private final long operationTimeoutMillis;

  KafkaUnderTest(long operationTimeoutMillis) {
    this.operationTimeoutMillis = operationTimeoutMillis;
  }

  @Override
  public AbstractManagedConnectionFactory managedConnectionFactory() {
    KafkaManagedConnectionFactory factory = new KafkaManagedConnectionFactory();
    factory.setBootstrapServers(broker.bootstrapServers());
    factory.setOperationTimeoutMillis(operationTimeoutMillis);
    // Closing a consumer waits for its last fetch, which takes half a second by default.
    factory.setProperties("fetch.max.wait.ms=20;producer.max.request.size=" + MAX_MESSAGE_BYTES);
    return factory;
  }

  /** Where the broker is found. */
  String bootstrapServers() {
    return broker.bootstrapServers();
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
