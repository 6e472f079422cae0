package org.heddle.brokers.mqtt;

import io.netty.handler.codec.mqtt.MqttMessage;
import io.netty.handler.codec.mqtt.MqttMessageType;
import org.apache.activemq.artemis.core.persistence.impl.journal.OperationContextImpl;
import org.apache.activemq.artemis.core.protocol.mqtt.MQTTInterceptor;
import org.apache.activemq.artemis.spi.core.protocol.RemotingConnection;

/**
 * Makes Artemis deliver messages in the order of its queue.
 *
 * <p>It holds back whatever it writes to a client until all is on the disk that the same thread
 * stored before, for anybody. For a message, which is on the disk already, that is of no use, and
 * the next one, delivered by a thread that waits for nothing, overtakes it (ARTEMIS-6191). Here the
 * thread forgets what it waits for before it delivers; answers still wait.
 */
public final class OrderKeeper implements MQTTInterceptor {

  /** Made by the broker. */
  public OrderKeeper() {}

  @Override
  public boolean intercept(MqttMessage packet, RemotingConnection connection) {
    if (packet.fixedHeader().messageType() == MqttMessageType.PUBLISH) {
      OperationContextImpl.clearContext();
    }
    return true;
  }
}
