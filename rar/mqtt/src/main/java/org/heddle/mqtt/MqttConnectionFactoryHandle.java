package org.heddle.mqtt;

import jakarta.resource.spi.ConnectionManager;
import org.heddle.api.MqttConnectionFactory;
import org.heddle.ra.outbound.AbstractConnectionFactory;

/** The factory of MQTT connections that applications hold. Safe for several threads. */
public final class MqttConnectionFactoryHandle extends AbstractConnectionFactory
    implements MqttConnectionFactory {

  private static final long serialVersionUID = 1L;

  MqttConnectionFactoryHandle(
      MqttManagedConnectionFactory managedConnectionFactory, ConnectionManager connectionManager) {
    super(managedConnectionFactory, connectionManager);
  }
}
