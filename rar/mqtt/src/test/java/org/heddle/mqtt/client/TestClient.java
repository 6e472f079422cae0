package org.heddle.mqtt.client;

import jakarta.resource.spi.InvalidPropertyException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.Topic;
import org.heddle.contract.BackendClient;
import org.heddle.contract.Inbox;
import org.heddle.mqtt.MqttManagedConnectionFactory;
import org.heddle.mqtt.MqttSettings;

/** A server's backend, with the threads that it borrows. */
final class TestClient extends BackendClient<MqttBackend> {

  private TestClient(MqttSettings settings) {
    super(context -> new MqttBackend(settings, context));
  }

  static TestClient of(Brokers brokers, Brokers.Kind kind) {
    return of(brokers, kind, bean -> {});
  }

  static TestClient of(
      Brokers brokers, Brokers.Kind kind, Consumer<MqttManagedConnectionFactory> more) {
    return of(
        brokers.get(kind).serverUri(),
        bean -> {
          bean.setProtocolVersion(kind.version());
          more.accept(bean);
        });
  }

  static TestClient of(String serverUri, Consumer<MqttManagedConnectionFactory> more) {
    MqttManagedConnectionFactory bean = new MqttManagedConnectionFactory();
    bean.setServerUri(serverUri);
    more.accept(bean);
    try {
      return new TestClient(bean.settings(Optional.empty()));
    } catch (InvalidPropertyException e) {
      throw new AssertionError(e);
    }
  }

  Inbox open(Topic topic, String subscription) {
    return open(topic, subscription, ConsumerType.SHARED);
  }

  Inbox open(Topic topic, String subscription, ConsumerType type) {
    return open(topic, subscription, InitialPosition.LATEST, type);
  }

  /** One by one: Artemis may change the order of what is sent at once. */
  @Override
  public void send(Topic topic, String... texts) throws Exception {
    for (String text : texts) {
      send(topic, record(text), Map.of());
    }
  }

  /**
   * Waits until the broker has every acknowledgement: what it answers on the same connection, it
   * has read after them.
   */
  static void awaitAcknowledgements(Inbox inbox) {
    MqttConsumer consumer = (MqttConsumer) inbox.consumer();
    consumer.session().link().orElseThrow().unsubscribe(Names.NOTHING).join();
  }
}
