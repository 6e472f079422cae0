package org.heddle.pulsar.client;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
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
import org.heddle.brokers.pulsar.PulsarBroker;
import org.heddle.contract.ThreadedContext;
import org.heddle.pulsar.PulsarManagedConnectionFactory;
import org.heddle.pulsar.PulsarSettings;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.Delivery;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.PendingSend;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.SubscriptionSpec;
import org.heddle.spi.UnitOfWork;

/** A backend under test with the threads that it borrows. */
final class TestClient implements AutoCloseable {

  private final ThreadedContext context = new ThreadedContext();
  private final PulsarSettings settings;
  private final PulsarBackend backend;

  TestClient(PulsarSettings settings) {
    this.settings = settings;
    backend = new PulsarBackend(settings, context);
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

  PulsarBackend backend() {
    return backend;
  }

  Inbox open(Topic topic, String subscription, InitialPosition start, ConsumerType type) {
    return open(new SubscriptionSpec(topic, subscription, start, type, Map.of()));
  }

  Inbox open(SubscriptionSpec spec) {
    Inbox inbox = new Inbox();
    inbox.open(backend.openConsumer(spec, inbox));
    return inbox;
  }

  /** Opens a shared consumer that starts at the beginning. */
  Inbox open(Topic topic, String subscription) {
    return open(topic, subscription, InitialPosition.EARLIEST, ConsumerType.SHARED);
  }

  MessageId send(Topic topic, OutboundRecord record) throws Exception {
    try (BackendProducer producer = backend.openProducer(new ProducerSpec(topic, Map.of()))) {
      return result(producer.send(record));
    }
  }

  void send(Topic topic, String... texts) throws Exception {
    try (BackendProducer producer = backend.openProducer(new ProducerSpec(topic, Map.of()))) {
      List<CompletableFuture<MessageId>> answers = new ArrayList<>();
      for (String text : texts) {
        answers.add(producer.send(record(text)));
      }
      for (CompletableFuture<MessageId> answer : answers) {
        result(answer);
      }
    }
  }

  /** Sends every text with itself as the key. */
  void sendKeyed(Topic topic, List<String> texts) throws Exception {
    try (BackendProducer producer = backend.openProducer(new ProducerSpec(topic, Map.of()))) {
      List<CompletableFuture<MessageId>> answers = new ArrayList<>();
      for (String text : texts) {
        answers.add(
            producer.send(new OutboundRecord(text.getBytes(UTF_8), Map.of(), Optional.of(text))));
      }
      for (CompletableFuture<MessageId> answer : answers) {
        result(answer);
      }
    }
  }

  void settle(List<PendingSend> sends, List<Delivery> acknowledgements) {
    backend.settle(new UnitOfWork(sends, acknowledgements));
  }

  static PendingSend pending(Topic topic, String text) {
    return new PendingSend(
        new ProducerSpec(topic, Map.of()), record(text), new CompletableFuture<>());
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
