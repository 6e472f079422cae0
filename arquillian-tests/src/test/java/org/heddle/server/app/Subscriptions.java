package org.heddle.server.app;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import org.heddle.api.PubSubConnection;
import org.heddle.api.PubSubConnectionFactory;

/**
 * Makes the beans' subscriptions before a test can send: the beans connect in the background, and
 * not every broker keeps what is sent before somebody subscribes.
 */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Subscriptions {

  @Resource(lookup = Names.FACTORY)
  private PubSubConnectionFactory connections;

  @Resource(lookup = Names.DEFINED_FACTORY)
  private PubSubConnectionFactory definedConnections;

  // A name of its own: Payara finds the method by its name alone.
  @PostConstruct
  void subscribeAll() {
    Names.TOPICS.forEach(topic -> subscribe(connections, topic));
    subscribe(definedConnections, Names.DEFINED);
  }

  private static void subscribe(PubSubConnectionFactory factory, String topic) {
    try (PubSubConnection connection = factory.getConnection()) {
      connection.createConsumer(topic, Names.SUBSCRIPTION, byte[].class).close();
    }
  }
}
