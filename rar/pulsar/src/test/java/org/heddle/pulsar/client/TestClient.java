package org.heddle.pulsar.client;

import java.util.Optional;
import java.util.function.Consumer;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.Topic;
import org.heddle.brokers.pulsar.PulsarBroker;
import org.heddle.contract.BackendClient;
import org.heddle.contract.Inbox;
import org.heddle.pulsar.PulsarManagedConnectionFactory;
import org.heddle.pulsar.PulsarSettings;

/** A backend under test with the threads that it borrows. */
final class TestClient extends BackendClient<PulsarBackend> {

  private final PulsarSettings settings;

  TestClient(PulsarSettings settings) {
    super(context -> new PulsarBackend(settings, context));
    this.settings = settings;
  }

  static TestClient of(PulsarBroker broker) {
    return of(broker, bean -> {});
  }

  static TestClient of(PulsarBroker broker, Consumer<PulsarManagedConnectionFactory> more) {
    return of(
        bean -> {
          bean.setServiceUrl(broker.serviceUrl());
          bean.setAdminUrl(broker.adminUrl());
          more.accept(bean);
        });
  }

  static TestClient of(Consumer<PulsarManagedConnectionFactory> more) {
    PulsarManagedConnectionFactory bean = new PulsarManagedConnectionFactory();
    bean.setOperationTimeoutMillis(30_000L); // For busy machines.
    more.accept(bean);
    return new TestClient(settings(bean));
  }

  private static PulsarSettings settings(PulsarManagedConnectionFactory bean) {
    try {
      return bean.settings(Optional.empty());
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  PulsarSettings settings() {
    return settings;
  }

  /** Opens a shared consumer that starts at the beginning. */
  Inbox open(Topic topic, String subscription) {
    return open(topic, subscription, InitialPosition.EARLIEST, ConsumerType.SHARED);
  }
}
