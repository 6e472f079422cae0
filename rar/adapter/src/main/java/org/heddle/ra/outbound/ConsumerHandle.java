package org.heddle.ra.outbound;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.Message;
import org.heddle.api.MessageConsumer;
import org.heddle.api.MessagingException;
import org.heddle.ra.codec.Codec;
import org.heddle.ra.codec.ReceivedMessage;
import org.heddle.ra.transaction.Outcome;
import org.heddle.ra.transaction.TransactionalUnit;
import org.heddle.ra.transaction.UnitRegistry;
import org.heddle.spi.BackendConsumer;
import org.heddle.spi.Delivery;

/**
 * The consumer that an application holds: acknowledges at once, or in the unit of work of the
 * transaction.
 *
 * @param <T> the type of the values
 */
public final class ConsumerHandle<T> implements MessageConsumer<T> {

  private final ConnectionHandle connection;
  private final Codec<T> codec;
  private final Duration redeliveryDelay;
  private final Doorbell doorbell;
  private final UnitRegistry units;
  private final BackendConsumer consumer;
  private final AtomicBoolean closed = new AtomicBoolean();

  ConsumerHandle(
      ConnectionHandle connection,
      Codec<T> codec,
      Duration redeliveryDelay,
      Doorbell doorbell,
      UnitRegistry units,
      BackendConsumer consumer) {
    this.connection = connection;
    this.codec = codec;
    this.redeliveryDelay = redeliveryDelay;
    this.doorbell = doorbell;
    this.units = units;
    this.consumer = consumer;
  }

  @Override
  public Message<T> receive(Duration timeout) throws TimeoutException {
    long left = Doorbell.nanos(timeout);
    while (true) {
      requireOpen();
      long seen = doorbell.rings();
      Delivery delivery = units.poll(consumer);
      if (delivery != null) {
        return new ReceivedMessage<>(delivery, codec);
      }
      MessagingException failure = doorbell.failure();
      if (failure != null) {
        throw new BrokerUnreachableException(
            "The consumer of " + this + " ended: " + failure.getMessage(), failure);
      }
      if (left <= 0) {
        throw new TimeoutException("No message for " + this + " within " + timeout);
      }
      left = await(seen, left);
    }
  }

  private long await(long seen, long nanos) {
    try {
      return doorbell.await(seen, nanos);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MessagingException("Interrupted while waiting for " + this, e);
    }
  }

  @Override
  public void acknowledge(Message<T> message) {
    Delivery delivery = own(message);
    Optional<TransactionalUnit> unit = connection.enlistment().current();
    if (unit.isEmpty()) {
      consumer.acknowledge(delivery);
      return;
    }
    unit.get().acknowledge(delivery);
    unit.get()
        .onCompletion(
            outcome -> {
              if (!(outcome instanceof Outcome.Committed)) {
                consumer.negativeAcknowledge(delivery, redeliveryDelay);
              }
            });
  }

  @Override
  public void negativeAcknowledge(Message<T> message) {
    Delivery delivery = own(message);
    connection
        .enlistment()
        .current()
        .ifPresentOrElse(
            unit ->
                unit.onCompletion(
                    outcome -> consumer.negativeAcknowledge(delivery, redeliveryDelay)),
            () -> consumer.negativeAcknowledge(delivery, redeliveryDelay));
  }

  private Delivery own(Message<T> message) {
    requireOpen();
    if (message instanceof ReceivedMessage<T> received
        && received.delivery().consumer() == consumer) {
      return received.delivery();
    }
    throw new IllegalArgumentException("The message did not come from " + this);
  }

  @Override
  public void unsubscribe() {
    requireOpen();
    consumer.unsubscribe();
    end();
  }

  /** In a transaction, the consumer is needed until its acknowledgements are settled. */
  @Override
  public void close() {
    if (!closed.get()) {
      Optional<TransactionalUnit> unit = connection.enlistment().current();
      if (unit.isPresent() && closed.compareAndSet(false, true)) {
        connection.forget(this);
        doorbell.ring();
        unit.get().onCompletion(outcome -> consumer.close());
      } else {
        end();
      }
    }
  }

  private void end() {
    if (closed.compareAndSet(false, true)) {
      connection.forget(this);
      consumer.close();
      doorbell.ring();
    }
  }

  private void requireOpen() {
    if (closed.get()) {
      throw new AlreadyClosedException(this + " is closed");
    }
  }

  @Override
  public String toString() {
    return "Consumer[" + consumer.spec().topic() + ", " + consumer.spec().subscription() + "]";
  }
}
