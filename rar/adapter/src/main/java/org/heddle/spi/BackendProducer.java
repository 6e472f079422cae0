package org.heddle.spi;

import java.util.concurrent.CompletableFuture;
import org.heddle.api.MessageId;

/** Sends records to one topic, outside transactions. Safe for several threads. */
public interface BackendProducer extends AutoCloseable {

  /**
   * Sends a record. May block for a short time while the client's buffer is full.
   *
   * @param record what to send; it is not changed afterwards by the caller
   * @param answer to be completed with the id when the broker has the record as safely as the
   *     quality of service asks for, or, by {@code completeExceptionally}, with an exception of the
   *     {@link org.heddle.api.MessagingException} family
   */
  void send(OutboundRecord record, CompletableFuture<MessageId> answer);

  /**
   * Sends a record as {@link #send(OutboundRecord, CompletableFuture)} does.
   *
   * @param record what to send; it is not changed afterwards by the caller
   * @return the answer
   */
  default CompletableFuture<MessageId> send(OutboundRecord record) {
    CompletableFuture<MessageId> answer = new CompletableFuture<>();
    send(record, answer);
    return answer;
  }

  /**
   * Sends now what the client would keep for a moment, to send it with more: somebody waits for the
   * answer. Never blocks. Does nothing where a client keeps nothing.
   */
  default void push() {}

  /**
   * Blocks until everything that was sent through this producer has been answered, well or ill;
   * how, the stages tell.
   */
  void flush();

  /** Gives the producer back. Closing twice does nothing. */
  @Override
  void close();
}
