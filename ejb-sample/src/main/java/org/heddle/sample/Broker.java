package org.heddle.sample;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.resource.ConnectionFactoryDefinition;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import org.heddle.api.KafkaConnectionFactory;
import org.heddle.api.PubSubConnectionFactory;

/**
 * Says which broker carries the messages, and on which topics.
 *
 * <p>With no configuration it is the broker in memory, whose connection factory is defined here.
 * The administrator chooses another by setting {@code sample.factory}, a system property or
 * environment variable, to the JNDI name of its connection factory.
 */
@ApplicationScoped
@ConnectionFactoryDefinition(
    name = "java:app/heddle/memory",
    interfaceName = "org.heddle.api.MemoryConnectionFactory",
    resourceAdapter = "heddle",
    transactionSupport = TransactionSupportLevel.XATransaction)
class Broker {

  /** JNDI name of the connection factory; the part after the colon is the default. */
  static final String FACTORY = "${MPCONFIG=sample.factory:java:app/heddle/memory}";

  // Exactly once: what a bean receives and what it sends take effect together.
  static final String QUAKES = "q2/tg/flow/quakes";
  static final String ALERTS = "q2/tg/flow/alerts";
  static final String DEAD_QUAKES = "q2/tg/flow/quakes.dead-letter";

  @Resource(lookup = FACTORY)
  private PubSubConnectionFactory factory;

  /** What the page calls it. */
  String name() {
    return factory instanceof KafkaConnectionFactory ? "Kafka" : "in memory";
  }
}
