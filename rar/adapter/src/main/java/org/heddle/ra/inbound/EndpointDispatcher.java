package org.heddle.ra.inbound;

import static java.lang.System.Logger.Level.DEBUG;
import static java.lang.System.Logger.Level.WARNING;

import jakarta.resource.ResourceException;
import jakarta.resource.spi.UnavailableException;
import jakarta.resource.spi.endpoint.MessageEndpoint;
import jakarta.resource.spi.endpoint.MessageEndpointFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.heddle.api.BatchMessageListener;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.Message;
import org.heddle.api.MessageListener;
import org.heddle.api.SchemaException;
import org.heddle.ra.codec.Codec;
import org.heddle.ra.codec.ReceivedMessage;
import org.heddle.ra.transaction.Enlistment;
import org.heddle.ra.transaction.Outcome;
import org.heddle.ra.transaction.TransactionalUnit;
import org.heddle.ra.transaction.UnitRegistry;
import org.heddle.spi.Delivery;

/**
 * Gives deliveries to one endpoint: the only class that calls createEndpoint, beforeDelivery, the
 * listener, afterDelivery and release, and pairs them on every path.
 *
 * <p>Whether a transacted delivery took effect, only the transaction tells: after a bean has thrown
 * or asked for a rollback, {@code afterDelivery} returns normally on most servers. For one thread
 * at a time.
 */
final class EndpointDispatcher<T> {

  private static final System.Logger LOG = System.getLogger(EndpointDispatcher.class.getName());

  /** How long a message waits when the container's pool of beans is exhausted. */
  private static final Duration ENDPOINT_UNAVAILABLE_DELAY = Duration.ofMillis(200);

  private final MessageEndpointFactory endpoints;
  private final ListenerType listener;
  private final boolean transacted;
  private final UnitRegistry units;
  private final Enlistment enlistment;
  private final Codec<T> codec;
  private final Redelivery redelivery;
  private final DeliveryCounts counts;
  private MessageEndpoint endpoint;

  EndpointDispatcher(
      MessageEndpointFactory endpoints,
      ListenerType listener,
      UnitRegistry units,
      Codec<T> codec,
      Redelivery redelivery,
      DeliveryCounts counts)
      throws NoSuchMethodException {
    this.endpoints = endpoints;
    this.listener = listener;
    this.transacted = endpoints.isDeliveryTransacted(listener.method());
    this.units = units;
    this.enlistment = new Enlistment(units);
    this.codec = codec;
    this.redelivery = redelivery;
    this.counts = counts;
  }

  /**
   * Gets an endpoint of the container, if there is none yet.
   *
   * @return false if the container has no more of them
   */
  boolean open() {
    try {
      openEndpoint();
      return true;
    } catch (UnavailableException e) {
      return false;
    } catch (RuntimeException e) {
      // The first delivery tells of it.
      return true;
    }
  }

  /** Delivers, and sees to it that each delivery is acknowledged or comes again. */
  void dispatch(List<Delivery> deliveries) {
    counts.taken(deliveries.size());
    try {
      deliver(deliveries);
    } finally {
      counts.done(deliveries.size());
    }
  }

  private void deliver(List<Delivery> deliveries) {
    List<ReceivedMessage<T>> messages = decode(deliveries);
    if (messages.isEmpty()) {
      return;
    }
    Attempt attempt = new Attempt(messages);
    try {
      openEndpoint();
      endpoint.beforeDelivery(listener.method());
    } catch (UnavailableException e) {
      attempt.notTried();
      return;
    } catch (ResourceException | NoSuchMethodException | RuntimeException e) {
      LOG.log(WARNING, "The container cannot take a delivery now; it is repeated", e);
      counts.failed(e);
      release();
      attempt.notTried();
      return;
    }
    try {
      attempt.enlist();
      attempt.call();
    } finally {
      afterDelivery();
      attempt.finish();
    }
  }

  private List<ReceivedMessage<T>> decode(List<Delivery> deliveries) {
    List<ReceivedMessage<T>> messages = new ArrayList<>(deliveries.size());
    for (Delivery delivery : deliveries) {
      ReceivedMessage<T> message = new ReceivedMessage<>(delivery, codec);
      try {
        message.value();
        messages.add(message);
      } catch (SchemaException e) {
        redelivery.undecodable(delivery, e);
      }
    }
    return messages;
  }

  private void openEndpoint() throws UnavailableException {
    if (endpoint == null) {
      // Without the resource, a container that wants a transaction could not tell its outcome.
      endpoint = endpoints.createEndpoint(transacted ? enlistment.xaResource() : null);
    }
  }

  private void afterDelivery() {
    try {
      endpoint.afterDelivery();
    } catch (ResourceException | RuntimeException e) {
      LOG.log(WARNING, "The container could not end a delivery", e);
      release();
    }
  }

  /** Gives the endpoint back to the container. */
  void release() {
    if (endpoint != null) {
      try {
        endpoint.release();
      } catch (RuntimeException e) {
        LOG.log(WARNING, "The container could not release an endpoint", e);
      }
      endpoint = null;
    }
  }

  /** One call of the bean and what became of it. */
  private final class Attempt {

    private final List<ReceivedMessage<T>> messages;
    private TransactionalUnit unit;
    private Throwable failure;

    Attempt(List<ReceivedMessage<T>> messages) {
      this.messages = messages;
    }

    void enlist() {
      unit = enlistment.current().orElse(null);
      if (unit != null) {
        messages.forEach(message -> unit.acknowledge(message.delivery()));
      }
    }

    void call() {
      counts.delivered(messages.size());
      try {
        invoke();
      } catch (Throwable e) {
        // The container has seen it; here it decides about the redelivery.
        failure = e;
      }
    }

    @SuppressWarnings("unchecked") // The endpoint is a proxy of the bean whose type was looked at.
    private void invoke() throws Exception {
      if (listener.batch()) {
        ((BatchMessageListener<T>) endpoint)
            .onMessages(Collections.<Message<T>>unmodifiableList(messages));
      } else {
        ((MessageListener<T>) endpoint).onMessage(messages.get(0));
      }
    }

    void finish() {
      if (unit == null) {
        finishWithoutTransaction();
        return;
      }
      if (unit.isActive()) {
        units.abandon(unit);
      }
      // Told at once, as a rule; a transaction that is in doubt takes its time.
      unit.onCompletion(this::ended);
    }

    private void ended(Outcome outcome) {
      if (outcome instanceof Outcome.RolledBack rolledBack) {
        messages.forEach(message -> failed(message.delivery(), rolledBack.cause()));
      } else if (outcome instanceof Outcome.Unknown unknown) {
        // The backend finds out.
        counts.failed(unknown.cause());
      } else {
        counts.acknowledged(messages.size());
        if (failure != null) {
          committedAllTheSame();
        }
      }
    }

    /**
     * What a container does after a checked exception, which is one of the application's: it need
     * not log it, and nobody but the adapter gets it.
     */
    private void committedAllTheSame() {
      counts.failed(failure);
      LOG.log(
          WARNING,
          "The bean failed, but the container has committed: acknowledged is "
              + messages.stream().map(ReceivedMessage::id).toList()
              + " of topic '"
              + messages.get(0).delivery().consumer().spec().topic()
              + "': "
              + Failures.describe(failure));
      LOG.log(DEBUG, "How the bean failed", failure);
    }

    private void failed(Delivery delivery, Throwable rollbackCause) {
      if (failure == null && rollbackCause instanceof BrokerUnreachableException) {
        redelivery.outage(delivery, rollbackCause);
      } else {
        redelivery.failed(delivery, failure != null ? failure : rollbackCause);
      }
    }

    private void finishWithoutTransaction() {
      for (ReceivedMessage<T> message : messages) {
        Delivery delivery = message.delivery();
        if (failure == null) {
          delivery.consumer().acknowledge(delivery);
          counts.acknowledged(1);
        } else {
          redelivery.failed(delivery, failure);
        }
      }
    }

    void notTried() {
      messages.forEach(
          message -> redelivery.notTried(message.delivery(), ENDPOINT_UNAVAILABLE_DELAY));
    }
  }
}
