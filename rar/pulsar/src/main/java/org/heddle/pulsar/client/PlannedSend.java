package org.heddle.pulsar.client;

import java.util.concurrent.CompletableFuture;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.transaction.Transaction;
import org.heddle.spi.PendingSend;

/** A send of a unit of work with the producer that it goes through. */
final class PlannedSend {

  private final PendingSend send;
  private final Producer<byte[]> producer;
  private CompletableFuture<MessageId> answer;
  private long lastDisconnected;

  PlannedSend(PendingSend send, Producer<byte[]> producer) {
    this.send = send;
    this.producer = producer;
  }

  PendingSend send() {
    return send;
  }

  Producer<byte[]> producer() {
    return producer;
  }

  CompletableFuture<MessageId> start(Transaction transaction) {
    lastDisconnected = producer.getLastDisconnectedTimestamp();
    answer = OutboundMessages.fill(producer.newMessage(transaction), send.record()).sendAsync();
    return answer;
  }

  /**
   * Tells whether the client may have sent it twice: when it connects again, it sends everything
   * once more that was not answered, and a transaction holds both.
   */
  boolean mayBeDoubled() {
    return producer.getLastDisconnectedTimestamp() != lastDisconnected;
  }

  /** Tells whether the broker refused it, or the client before. */
  boolean hasFailed() {
    return answer != null && answer.isCompletedExceptionally();
  }

  CompletableFuture<MessageId> answer() {
    return answer;
  }

  /** Tells the sender the id; all answers must be there. */
  void complete() {
    send.id().complete(PulsarMessageId.of(answer.join()));
  }
}
