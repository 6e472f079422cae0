package org.heddle.kafka.client;

import java.util.Optional;
import java.util.function.Consumer;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.Topic;
import org.heddle.contract.BackendClient;
import org.heddle.contract.Inbox;
import org.heddle.kafka.KafkaManagedConnectionFactory;
import org.heddle.kafka.KafkaSettings;

/** A backend under test with the threads that it borrows. */
final class TestClient extends BackendClient<KafkaBackend> {

  TestClient(KafkaSettings settings) {
    super(context -> new KafkaBackend(settings, context));
  }

  static TestClient of(String bootstrapServers) {
    return of(bootstrapServers, bean -> {});
  }

  static TestClient of(String bootstrapServers, Consumer<KafkaManagedConnectionFactory> more) {
    KafkaManagedConnectionFactory bean = new KafkaManagedConnectionFactory();
    bean.setBootstrapServers(bootstrapServers);
    bean.setProperties(SharedBroker.HASTE);
    bean.setOperationTimeoutMillis(30_000L); // For busy machines.
    more.accept(bean);
    return new TestClient(settings(bean));
  }

  private static KafkaSettings settings(KafkaManagedConnectionFactory bean) {
    try {
      return bean.settings(Optional.empty());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  /** Opens a shared consumer that starts at the beginning. */
  Inbox open(Topic topic, String subscription) {
    return open(topic, subscription, InitialPosition.EARLIEST, ConsumerType.SHARED);
  }
}
