package org.heddle.ra.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.heddle.api.ConsumerType;
import org.heddle.api.InitialPosition;
import org.heddle.api.MessagingException;
import org.heddle.api.Topic;
import org.heddle.memory.MemorySettings;
import org.heddle.spi.Backend;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.BackendContext;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.ConsumerListener;
import org.heddle.spi.Delivery;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.SubscriptionSpec;

/** The broker in memory, which is full when it takes no unit. */
final class MemoryUnderNarayana implements BrokerUnderNarayana {

  private static final long MAX_BYTES = 100_000;
  private static final MemorySettings SETTINGS =
      new MemorySettings("narayana", MAX_BYTES, MAX_BYTES, Duration.ZERO);
  private static final Topic IN = Topic.parse("q2/tg/flow/in");
  private static final Topic OUT = Topic.parse("q2/tg/flow/out");
  private static final Topic BALLAST = Topic.of("ballast");

  private final BackendContext context = new PassingTime();
  private final List<String> published = new ArrayList<>();
  private Backend backend = SETTINGS.open(context);

  @Override
  public ProducerSpec producer() {
    return producer(OUT);
  }

  @Override
  public Backend backend() {
    return backend;
  }

  @Override
  public BackendConsumer open() {
    return open(IN);
  }

  @Override
  public void publish(String text) {
    send(IN, text);
  }

  @Override
  public List<String> published() {
    try (BackendConsumer consumer = open(OUT)) {
      for (Delivery next = consumer.poll(); next != null; next = consumer.poll()) {
        published.add(new String(next.payload(), UTF_8));
        consumer.acknowledge(next);
      }
    }
    return published;
  }

  @Override
  public void stopTaking() {
    try {
      while (true) {
        send(BALLAST, "");
      }
    } catch (CompletionException full) {
      // As it is to be.
    }
  }

  @Override
  public void takeAgain() {
    backend.topics().delete(BALLAST.toString());
  }

  @Override
  public void crash() {
    published();
    backend.close();
    backend = SETTINGS.open(context);
  }

  @Override
  public boolean isOutside() {
    return false;
  }

  private void send(Topic topic, String text) {
    try (BackendProducer producer = backend.openProducer(producer(topic))) {
      producer.send(new OutboundRecord(text.getBytes(UTF_8), Map.of(), Optional.empty())).join();
    }
  }

  private BackendConsumer open(Topic topic) {
    return backend.openConsumer(
        new SubscriptionSpec(topic, "s", InitialPosition.EARLIEST, ConsumerType.SHARED, Map.of()),
        new Unheard());
  }

  private static ProducerSpec producer(Topic topic) {
    return new ProducerSpec(topic, Map.of());
  }

  private static final class Unheard implements ConsumerListener {

    @Override
    public void available() {}

    @Override
    public void failed(MessagingException cause) {}
  }

  /** Time passes by itself: who waits for room gives up while the test waits for him. */
  private static final class PassingTime implements BackendContext {

    @Override
    public void execute(String name, Runnable task) {
      throw new UnsupportedOperationException("The broker in memory runs nothing by itself");
    }

    @Override
    public Runnable schedule(Duration delay, Runnable task) {
      CompletableFuture<Void> timer =
          CompletableFuture.runAsync(
              task, CompletableFuture.delayedExecutor(delay.toNanos(), TimeUnit.NANOSECONDS));
      return () -> timer.cancel(false);
    }

    @Override
    public ClassLoader clientLoader(Class<?> neighbour, String client) {
      throw new UnsupportedOperationException("The broker in memory has no client library");
    }
  }
}
