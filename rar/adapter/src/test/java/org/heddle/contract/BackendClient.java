package org.heddle.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.MessageId;
import org.heddle.api.Topic;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendContext;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.Delivery;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.PendingSend;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.SubscriptionSpec;
import org.heddle.spi.UnitOfWork;

/**
 * A backend under test, by itself, with the threads that it borrows.
 *
 * @param <B> its class
 */
public abstract class BackendClient<B extends Backend> implements AutoCloseable {

  private static final long ANSWER_SECONDS = 30;

  private final ThreadedContext context = new ThreadedContext();
  private final B backend;

  /** Opens the backend. */
  protected BackendClient(Function<BackendContext, B> opening) {
    backend = opening.apply(context);
  }

  /** The backend, open. */
  public final B backend() {
    return backend;
  }

  /** Opens a consumer. */
  public final Inbox open(SubscriptionSpec spec) {
    return open(spec, 1);
  }

  private Inbox open(SubscriptionSpec spec, int takesAtOnce) {
    Inbox inbox = new Inbox(takesAtOnce);
    inbox.open(backend.openConsumer(spec, inbox));
    return inbox;
  }

  /** Opens a consumer of the whole topic whose user takes so many deliveries at a time. */
  public final Inbox open(Topic topic, String subscription, int takesAtOnce) {
    return open(
        new SubscriptionSpec(
            topic, subscription, InitialPosition.EARLIEST, ConsumerType.SHARED, Map.of()),
        takesAtOnce);
  }

  /** Opens a consumer without properties of its own. */
  public final Inbox open(
      Topic topic, String subscription, InitialPosition start, ConsumerType type) {
    return open(new SubscriptionSpec(topic, subscription, start, type, Map.of()));
  }

  /** Sends a record and waits for the answer. */
  public final MessageId send(Topic topic, OutboundRecord record) throws Exception {
    return send(topic, record, Map.of());
  }

  /** Sends a record by a producer with properties of its own, and waits for the answer. */
  public final MessageId send(Topic topic, OutboundRecord record, Map<String, String> properties)
      throws Exception {
    try (BackendProducer producer = backend.openProducer(new ProducerSpec(topic, properties))) {
      return result(producer.send(record));
    }
  }

  /** Sends texts in one go and waits for the answers. */
  public void send(Topic topic, String... texts) throws Exception {
    sendAll(topic, List.of(texts).stream().map(BackendClient::record).toList());
  }

  /** Sends every text with itself as the key. */
  public final void sendKeyed(Topic topic, List<String> texts) throws Exception {
    sendAll(
        topic,
        texts.stream()
            .map(text -> new OutboundRecord(text.getBytes(UTF_8), Map.of(), Optional.of(text)))
            .toList());
  }

  private void sendAll(Topic topic, List<OutboundRecord> records) throws Exception {
    try (BackendProducer producer = backend.openProducer(new ProducerSpec(topic, Map.of()))) {
      List<CompletableFuture<MessageId>> answers = new ArrayList<>();
      for (OutboundRecord record : records) {
        answers.add(producer.send(record));
      }
      for (CompletableFuture<MessageId> answer : answers) {
        result(answer);
      }
    }
  }

  /** Settles a unit of work. */
  public final void settle(List<PendingSend> sends, List<Delivery> acknowledgements) {
    backend.settle(new UnitOfWork(sends, acknowledgements));
  }

  /** A send for a unit of work. */
  public static PendingSend pending(Topic topic, String text) {
    return new PendingSend(
        new ProducerSpec(topic, Map.of()), record(text), new CompletableFuture<>());
  }

  /** A text as a record, with nothing beside it. */
  public static OutboundRecord record(String text) {
    return new OutboundRecord(text.getBytes(UTF_8), Map.of(), Optional.empty());
  }

  /** What the broker answers, or what went wrong. */
  public static <T> T result(CompletableFuture<T> answer) throws Exception {
    try {
      return answer.get(ANSWER_SECONDS, TimeUnit.SECONDS);
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
  public final void close() {
    try {
      backend.close();
    } finally {
      context.close();
    }
  }
}
