package org.heddle.memory;

import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.heddle.api.AlreadyClosedException;
import org.heddle.api.MessageId;
import org.heddle.api.Topic;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.OutboundRecord;

/** Sends to one topic, and remembers what waits for room. */
final class MemoryProducer implements BackendProducer {

  private final MemoryBackend backend;
  private final Topic topic;
  private final Set<CompletableFuture<MessageId>> unanswered = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  MemoryProducer(MemoryBackend backend, Topic topic) {
    this.backend = backend;
    this.topic = topic;
  }

  @Override
  public void send(OutboundRecord record, CompletableFuture<MessageId> answer) {
    if (closed) {
      throw new AlreadyClosedException("The producer of topic '" + topic + "' is closed");
    }
    backend.send(new OutgoingRecord(topic, record), answer);
    if (!answer.isDone()) {
      unanswered.add(answer);
      answer.whenComplete((id, failure) -> unanswered.remove(answer));
    }
  }

  @Override
  public void flush() {
    CompletableFuture.allOf(unanswered.toArray(CompletableFuture<?>[]::new))
        .handle((done, failure) -> null)
        .join();
  }

  @Override
  public void close() {
    closed = true;
  }
}
