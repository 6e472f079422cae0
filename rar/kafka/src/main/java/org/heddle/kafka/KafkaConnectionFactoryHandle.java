package org.heddle.kafka;

import jakarta.resource.spi.ConnectionManager;
import org.heddle.api.KafkaConnectionFactory;
import org.heddle.ra.outbound.AbstractConnectionFactory;

/** The factory of Kafka connections that applications hold. Safe for several threads. */
public final class KafkaConnectionFactoryHandle extends AbstractConnectionFactory
    implements KafkaConnectionFactory {

  private static final long serialVersionUID = 1L;

  KafkaConnectionFactoryHandle(
      KafkaManagedConnectionFactory managedConnectionFactory, ConnectionManager connectionManager) {
    super(managedConnectionFactory, connectionManager);
  }
}
