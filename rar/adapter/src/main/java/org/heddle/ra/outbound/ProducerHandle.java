package org.heddle.ra.outbound;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.MessageId;
import org.heddle.api.MessageProducer;
import org.heddle.api.MessagingException;
import org.heddle.api.OutgoingMessage;
import org.heddle.ra.codec.Codec;
import org.heddle.ra.runtime.BackendUsage;
import org.heddle.ra.transaction.TransactionalUnit;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.ProducerSpec;

/**
 * The producer that an application holds: sends at once, or into the unit of work of the
 * transaction.
 *
 * @param <T> the type of the values
 */
public final class ProducerHandle<T> implements MessageProducer<T> {

  private final ConnectionHandle connection;
  private final ProducerSpec spec;
  private final Codec<T> codec;
  private final BackendProducer producer;
  private final BackendUsage usage;
  private volatile boolean closed;

  ProducerHandle(
      ConnectionHandle connection,
      ProducerSpec spec,
      Codec<T> codec,
      BackendProducer producer,
      BackendUsage usage) {
    this.connection = connection;
    this.spec = spec;
    this.codec = codec;
    this.producer = producer;
    this.usage = usage;
  }

  @Override
  public void send(OutgoingMessage<T> message) {
    requireOpen();
    OutboundRecord record = encode(message);
    Optional<TransactionalUnit> unit = connection.enlistment().current();
    if (unit.isPresent()) {
      unit.get().send(spec, record);
    } else {
      CompletableFuture<MessageId> answer = sendNow(record);
      producer.push();
      await(answer);
    }
  }

  @Override
  public CompletionStage<MessageId> sendAsync(OutgoingMessage<T> message) {
    requireOpen();
    OutboundRecord record = encode(message);
    Optional<TransactionalUnit> unit = connection.enlistment().current();
    return unit.isPresent() ? unit.get().send(spec, record) : sendNow(record);
  }

  private CompletableFuture<MessageId> sendNow(OutboundRecord record) {
    CompletableFuture<MessageId> answer = usage.newAnswer();
    producer.send(record, answer);
    return answer;
  }

  private OutboundRecord encode(OutgoingMessage<T> message) {
    return new OutboundRecord(codec.encode(message.value()), message.properties(), message.key());
  }

  private void await(CompletableFuture<MessageId> sent) {
    connection.guard(
        () -> {
          try {
            return sent.get();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new MessagingException(
                "Interrupted while sending to topic '"
                    + spec.topic()
                    + "'; the message may or may not have been sent",
                e);
          } catch (ExecutionException e) {
            throw e.getCause() instanceof MessagingException ours
                ? ours
                : new MessagingException(
                    "Sending to topic '" + spec.topic() + "' failed: " + e.getCause(),
                    e.getCause());
          }
        });
  }

  @Override
  public void flush() {
    requireOpen();
    producer.flush();
  }

  @Override
  public void close() {
    if (!closed) {
      closed = true;
      connection.forget(this);
      producer.flush();
      producer.close();
    }
  }

  private void requireOpen() {
    if (closed) {
      throw new AlreadyClosedException("The producer for topic '" + spec.topic() + "' is closed");
    }
  }

  @Override
  public String toString() {
    return "Producer[" + spec.topic() + "]";
  }
}
