package org.heddle.mqtt.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.resource.spi.InvalidPropertyException;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.MessageId;
import org.heddle.api.Topic;
import org.heddle.contract.ThreadedContext;
import org.heddle.mqtt.MqttManagedConnectionFactory;
import org.heddle.mqtt.MqttSettings;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.SubscriptionSpec;

/** A server's backend, with the threads that it borrows. */
final class TestClient implements AutoCloseable {

  private final ThreadedContext context = new ThreadedContext();
  private final MqttBackend backend;

  private TestClient(MqttSettings settings) {
    backend = new MqttBackend(settings, context);
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

  MqttBackend backend() {
    return backend;
  }

  Inbox open(Topic topic, String subscription) {
    return open(topic, subscription, ConsumerType.SHARED);
  }

  Inbox open(Topic topic, String subscription, ConsumerType type) {
    Inbox inbox = new Inbox();
    inbox.open(
        backend.openConsumer(
            new SubscriptionSpec(topic, subscription, InitialPosition.LATEST, type, Map.of()),
            inbox));
    return inbox;
  }

  void send(Topic topic, String... texts) throws Exception {
    for (String text : texts) {
      send(topic, record(text), Map.of());
    }
  }

  MessageId send(Topic topic, OutboundRecord record, Map<String, String> properties)
      throws Exception {
    try (BackendProducer producer = backend.openProducer(new ProducerSpec(topic, properties))) {
      return result(producer.send(record));
    }
  }

  static OutboundRecord record(String text) {
    return new OutboundRecord(text.getBytes(UTF_8), Map.of(), Optional.empty());
  }

  static <T> T result(CompletableFuture<T> answer) throws Exception {
    try {
      return answer.get(30, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof RuntimeException failure) {
        throw failure;
      }
      throw e;
    } catch (TimeoutException e) {
      throw new AssertionError("No answer", e);
    }
  }

  @Override
  public void close() {
    try {
      backend.close();
    } finally {
      context.close();
    }
  }
}
