package org.heddle.ra.outbound;

import static java.lang.System.Logger.Level.WARNING;

import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.heddle.api.AccessDeniedException;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.ConsumerOptions;
import org.heddle.api.MessageConsumer;
import org.heddle.api.MessageProducer;
import org.heddle.api.ProducerOptions;
import org.heddle.api.PubSubConnection;
import org.heddle.api.Topic;
import org.heddle.api.TopicAdministration;
import org.heddle.ra.codec.Codec;
import org.heddle.ra.transaction.Enlistment;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.SubscriptionSpec;

/**
 * The connection that an application holds until it closes it. Public and not final, for TomEE
 * makes a subclass as a proxy.
 */
public class ConnectionHandle implements PubSubConnection {

  private static final System.Logger LOG = System.getLogger(ConnectionHandle.class.getName());

  private final Set<AutoCloseable> children = ConcurrentHashMap.newKeySet();
  private volatile PhysicalConnection physical;

  ConnectionHandle(PhysicalConnection physical) {
    this.physical = physical;
  }

  @Override
  public <T> MessageProducer<T> createProducer(
      String topic, Class<T> schema, ProducerOptions options) {
    PhysicalConnection connection = open();
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(options, "options");
    Topic parsed = Topic.parse(topic);
    ProducerSpec spec =
        new ProducerSpec(
            options.quality().map(parsed::withQuality).orElse(parsed), options.properties());
    Codec<T> codec = connection.runtime().codecs().codec(schema, options.fieldNaming());
    BackendProducer producer = guard(() -> connection.openBackend().openProducer(spec));
    return adopt(new ProducerHandle<>(this, spec, codec, producer, connection.openUsage()));
  }

  @Override
  public <T> MessageConsumer<T> createConsumer(
      String topic, String subscription, Class<T> schema, ConsumerOptions options) {
    PhysicalConnection connection = open();
    Objects.requireNonNull(schema, "schema");
    Objects.requireNonNull(options, "options");
    Topic parsed = Topic.parse(topic);
    if (subscription == null || subscription.isBlank()) {
      throw new IllegalArgumentException(
          "The subscription of topic '" + topic + "' must not be blank");
    }
    SubscriptionSpec spec =
        new SubscriptionSpec(
            options.quality().map(parsed::withQuality).orElse(parsed),
            subscription,
            options.initialPosition(),
            options.consumerType(),
            options.properties());
    Codec<T> codec = connection.runtime().codecs().codec(schema, options.fieldNaming());
    Doorbell doorbell = new Doorbell(this::failed);
    return adopt(
        new ConsumerHandle<>(
            this,
            codec,
            options.redeliveryDelay(),
            doorbell,
            connection.openUnits(),
            guard(() -> connection.openBackend().openConsumer(spec, doorbell))));
  }

  @Override
  public TopicAdministration topics() {
    open();
    return new TopicAdministrationHandle(this, () -> open().openBackend().topics());
  }

  @Override
  public void close() {
    PhysicalConnection connection = physical;
    if (connection != null) {
      invalidate();
      connection.closed(this);
    }
  }

  /** Ends the handle and what came from it, without telling the pool, which knows. */
  void invalidate() {
    for (AutoCloseable child : children) {
      closeQuietly(child);
    }
    children.clear();
    physical = null;
  }

  private static void closeQuietly(AutoCloseable child) {
    try {
      child.close();
    } catch (Exception e) {
      LOG.log(WARNING, "Closing with its connection failed: " + child, e);
    }
  }

  /** Moves to another physical connection, as containers may do between calls. */
  void moveTo(PhysicalConnection other) {
    PhysicalConnection before = physical;
    if (before != null) {
      before.disassociate(this);
    }
    physical = other;
  }

  /** The place in a transaction of whatever physical connection the handle has now. */
  Enlistment enlistment() {
    return open().enlistment();
  }

  /** Calls the backend and lets the pool know when the connection is of no more use. */
  <R> R guard(Supplier<R> call) {
    try {
      return call.get();
    } catch (AccessDeniedException e) {
      failed(e);
      throw e;
    }
  }

  private void failed(Exception cause) {
    PhysicalConnection connection = physical;
    if (connection != null) {
      connection.failed(cause);
    }
  }

  void forget(AutoCloseable child) {
    children.remove(child);
  }

  private <C extends AutoCloseable> C adopt(C child) {
    children.add(child);
    return child;
  }

  private PhysicalConnection open() {
    PhysicalConnection connection = physical;
    if (connection == null) {
      throw new AlreadyClosedException("The connection is closed; get a new one from the factory");
    }
    return connection;
  }
}
