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
  public CompletableFuture<MessageId> send(OutboundRecord record) {
    if (closed) {
      throw new AlreadyClosedException("The producer of topic '" + topic + "' is closed");
    }
    CompletableFuture<MessageId> answer = backend.send(new OutgoingRecord(topic, record));
    if (!answer.isDone()) {
      unanswered.add(answer);
      answer.whenComplete((id, failure) -> unanswered.remove(answer));
    }
    return answer;
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
