package org.heddle.server.bridge;

import jakarta.annotation.PostConstruct;
import jakarta.annotation.Resource;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.heddle.api.Message;
import org.heddle.api.MessageConsumer;
import org.heddle.api.OutgoingMessage;
import org.heddle.api.PubSubConnection;
import org.heddle.api.PubSubConnectionFactory;

/** Both ends of the bridge: sends by MQTT, receives from Pulsar; Kafka is in between. */
@Singleton
@Startup
@TransactionAttribute(TransactionAttributeType.NOT_SUPPORTED)
public class Crossing {

  static final String MQTT = "heddle/Mqtt";
  static final String KAFKA = "heddle/Kafka";
  static final String PULSAR = "heddle/Pulsar";

  static final String SENSORS = "q1/tg/bridge/sensors";
  static final String READINGS = "q1/tg/bridge/readings";
  static final String ARCHIVE = "q1/tg/bridge/archive";
  static final String SUBSCRIPTION = "bridge";

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  @Resource(lookup = MQTT)
  private PubSubConnectionFactory mqtt;

  @Resource(lookup = KAFKA)
  private PubSubConnectionFactory kafka;

  @Resource(lookup = PULSAR)
  private PubSubConnectionFactory pulsar;

  /** So that nothing is sent before somebody listens. */
  @PostConstruct
  void subscribeAll() {
    subscribe(mqtt, SENSORS);
    subscribe(kafka, READINGS);
    subscribe(pulsar, ARCHIVE);
  }

  private static void subscribe(PubSubConnectionFactory factory, String topic) {
    try (PubSubConnection connection = factory.getConnection()) {
      connection.createConsumer(topic, SUBSCRIPTION, String.class).close();
    }
  }

  /** Sends to the near end. */
  public void send(OutgoingMessage<String> message) {
    try (PubSubConnection connection = mqtt.getConnection()) {
      connection.createProducer(SENSORS, String.class).send(message);
    }
  }

  /** Receives and acknowledges what has come to the far end. */
  public Message<String> receive() throws TimeoutException {
    try (PubSubConnection connection = pulsar.getConnection();
        MessageConsumer<String> consumer =
            connection.createConsumer(ARCHIVE, SUBSCRIPTION, String.class)) {
      Message<String> message = consumer.receive(PATIENCE);
      consumer.acknowledge(message);
      return message;
    }
  }

  /** Sends on what came, as it came. */
  static void forward(PubSubConnectionFactory to, String topic, Message<String> message) {
    OutgoingMessage<String> same =
        OutgoingMessage.of(message.value()).withProperties(message.properties());
    try (PubSubConnection connection = to.getConnection()) {
      connection
          .createProducer(topic, String.class)
          .send(message.key().map(same::withKey).orElse(same));
    }
  }
}
