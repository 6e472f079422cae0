package org.heddle.sample;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.resource.ConnectionFactoryDefinition;
import jakarta.resource.spi.TransactionSupport.TransactionSupportLevel;
import java.util.Map;
import javax.naming.InitialContext;
import javax.naming.NamingException;
import org.heddle.api.KafkaConnectionFactory;
import org.heddle.api.MemoryConnectionFactory;
import org.heddle.api.MqttConnectionFactory;
import org.heddle.api.PubSubConnection;
import org.heddle.api.PubSubConnectionFactory;
import org.heddle.api.PulsarConnectionFactory;

/**
 * Says which broker carries the messages, by which connection factory, and on which topics.
 *
 * <p>With no configuration it is the broker in memory, whose connection factory is defined here.
 * The administrator chooses others by setting {@code sample.factory} for the quakes and {@code
 * sample.alerts.factory} for the alerts, system properties or environment variables, to the JNDI
 * names of connection factories.
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

  /** The same for the alerts, which may go to another broker. */
  static final String ALERTS_FACTORY = "${MPCONFIG=sample.alerts.factory:java:app/heddle/memory}";

  // Exactly once: what a bean receives and what it sends take effect together.
  static final String QUAKES = "q2/tg/flow/quakes";
  static final String ALERTS = "q2/tg/flow/alerts";
  static final String DEAD_QUAKES = "q2/tg/flow/quakes.dead-letter";

  /** Name of the subscription that checks quakes. */
  static final String WATCH = "watch";

  /** Name of the subscriptions of what the page shows. */
  static final String BOARD = "board";

  private static final Map<Class<?>, String> NAMES =
      Map.of(
          KafkaConnectionFactory.class, "Kafka",
          PulsarConnectionFactory.class, "Pulsar",
          MqttConnectionFactory.class, "MQTT",
          MemoryConnectionFactory.class, "in memory");

  @Resource(lookup = FACTORY)
  private PubSubConnectionFactory factory;

  @Resource(lookup = ALERTS_FACTORY)
  private PubSubConnectionFactory alertsFactory;

  /** Where the names above are taken as they are (TomEE), nothing is injected. */
  @PostConstruct
  void lookUp() {
    if (factory == null) {
      factory = named("sample.factory");
      alertsFactory = named("sample.alerts.factory");
    }
  }

  private static PubSubConnectionFactory named(String property) {
    try {
      return InitialContext.doLookup(System.getProperty(property));
    } catch (NamingException e) {
      throw new IllegalStateException(property + " names no connection factory", e);
    }
  }

  /** The connection factory of the quakes. */
  PubSubConnectionFactory quakes() {
    return factory;
  }

  /** The connection factory of the alerts. */
  PubSubConnectionFactory alerts() {
    return alertsFactory;
  }

  /** What the page calls it. */
  String name() {
    String quakes = name(factory);
    String alerts = name(alertsFactory);
    return quakes.equals(alerts) ? quakes : quakes + ", alerts: " + alerts;
  }

  private static String name(PubSubConnectionFactory factory) {
    return NAMES.entrySet().stream()
        .filter(known -> known.getKey().isInstance(factory))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse("unknown");
  }

  /**
   * Makes the subscriptions of the beans, where they do not exist: what is published from now on is
   * kept for the beans, even if they have not connected yet.
   */
  void subscribe() {
    subscribe(factory, QUAKES, WATCH);
    subscribe(factory, DEAD_QUAKES, BOARD);
    subscribe(alertsFactory, ALERTS, BOARD);
  }

  private static void subscribe(
      PubSubConnectionFactory factory, String topic, String subscription) {
    try (PubSubConnection connection = factory.getConnection()) {
      connection.createConsumer(topic, subscription, byte[].class).close();
    }
  }
}
