package org.heddle.pulsar.client;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.PulsarClientException;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.MessageId;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.OutboundRecord;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.support.Deadline;

/** Sends to one topic through the producer that all share. Safe for several threads. */
final class TopicProducer implements BackendProducer {

  private final ProducerSpec spec;
  private final PulsarTopics topics;
  private final SharedProducers producers;
  private final OutboundMessages messages;
  private final Duration timeout;
  private final String action;
  private final UnansweredSends unanswered = new UnansweredSends();
  private SharedProducer shared;
  private boolean closed;

  TopicProducer(
      ProducerSpec spec,
      PulsarTopics topics,
      SharedProducers producers,
      OutboundMessages messages,
      Duration timeout) {
    this.spec = spec;
    this.topics = topics;
    this.producers = producers;
    this.messages = messages;
    this.timeout = timeout;
    this.action = "send to topic '" + spec.topic() + "'";
  }

  @Override
  public void send(OutboundRecord record, CompletableFuture<MessageId> id) {
    UnansweredSends.Group group = unanswered.enter();
    SharedProducer used = null;
    try {
      messages.check(spec.topic(), record);
      used = shared();
      SharedProducer sender = used;
      // Opened before the first message, so that none can overtake another one.
      Producer<byte[]> producer = sender.get(Deadline.in(timeout), action);
      // Only its size, so that nothing is kept here that the client lets go.
      long size = record.size();
      OutboundMessages.fill(producer.newMessage(), record)
          .sendAsync()
          .whenComplete(
              (sent, failure) -> {
                answer(id, size, sender, producer, sent, failure);
                group.leave();
              });
    } catch (AlreadyClosedException e) {
      group.leave();
      throw e;
    } catch (RuntimeException e) {
      if (used != null && used.hasFailed()) {
        drop(used);
      }
      id.completeExceptionally(PulsarFailures.translate(e, action));
      group.leave();
    }
  }

  private void answer(
      CompletableFuture<MessageId> id,
      long size,
      SharedProducer sender,
      Producer<byte[]> producer,
      org.apache.pulsar.client.api.MessageId sent,
      Throwable failure) {
    if (failure == null) {
      id.complete(PulsarMessageId.of(sent));
    } else {
      if (isDead(failure)) {
        drop(sender);
      }
      id.completeExceptionally(messages.refusal(spec.topic(), size, producer, failure));
    }
  }

  private static boolean isDead(Throwable failure) {
    Throwable cause = PulsarFailures.unwrap(failure);
    return cause instanceof PulsarClientException.AlreadyClosedException
        || cause instanceof PulsarClientException.TopicTerminatedException
        || cause instanceof PulsarClientException.TopicDoesNotExistException
        || cause instanceof PulsarClientException.ProducerFencedException;
  }

  @Override
  public void push() {
    SharedProducer used;
    synchronized (this) {
      used = shared;
    }
    if (used != null) {
      used.push();
    }
  }

  @Override
  public void flush() {
    SharedProducer used;
    synchronized (this) {
      used = shared;
    }
    if (used == null) {
      return;
    }
    CompletableFuture<Void> answers = unanswered.all();
    try {
      used.get(Deadline.in(timeout), action).flushAsync();
      // The client answers within the operation timeout.
      answers.get(timeout.multipliedBy(2).toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw PulsarFailures.translate(e, "flush topic '" + spec.topic() + "'");
    }
  }

  private SharedProducer shared() {
    synchronized (this) {
      if (closed) {
        throw new AlreadyClosedException("The producer of topic '" + spec.topic() + "' is closed");
      }
      if (shared != null && !shared.isClosed()) {
        return shared;
      }
      giveBack();
    }
    String name = topics.ensure(spec.topic());
    synchronized (this) {
      if (shared == null) {
        shared = producers.acquire(name, spec.properties());
      }
      return shared;
    }
  }

  /** Has the next message look for the topic again and open another producer. */
  private void drop(SharedProducer broken) {
    topics.forget(TopicNames.of(spec.topic()));
    producers.discard(broken);
    synchronized (this) {
      if (shared == broken) {
        giveBack();
      }
    }
  }

  private void giveBack() {
    if (shared != null) {
      producers.release(shared);
      shared = null;
    }
  }

  @Override
  public synchronized void close() {
    closed = true;
    giveBack();
  }
}
