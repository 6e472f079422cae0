package org.heddle.pulsar.client;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.apache.pulsar.client.api.Producer;
import org.apache.pulsar.client.api.transaction.Transaction;
import org.heddle.api.BrokerUnreachableException;
import org.heddle.api.MessageId;
import org.heddle.api.MessagingException;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.PendingSend;
import org.heddle.spi.support.Deadline;

/**
 * The sends of one unit of work, and the producers they are lent. What goes to topics that the
 * broker does not keep cannot be in a transaction and is sent when that has taken effect.
 */
final class OutboundBatch implements AutoCloseable {

  private static final String ACTION = "send in a transaction";

  private final PulsarTopics topics;
  private final SharedProducers producers;
  private final OutboundMessages messages;
  private final List<SharedProducer> lent = new ArrayList<>();
  private final List<PlannedSend> planned = new ArrayList<>();
  private final List<PendingSend> afterwards = new ArrayList<>();

  OutboundBatch(PulsarTopics topics, SharedProducers producers, OutboundMessages messages) {
    this.topics = topics;
    this.producers = producers;
    this.messages = messages;
  }

  /**
   * Looks at every send and opens the producers; nothing is sent yet.
   *
   * @throws MessagingException if one of them cannot be sent
   */
  void plan(List<PendingSend> sends, Deadline deadline) {
    List<SharedProducer> opening = new ArrayList<>();
    List<PendingSend> kept = new ArrayList<>();
    for (PendingSend send : sends) {
      messages.check(send.producer().topic(), send.record());
      String name = topics.ensure(send.producer().topic());
      if (TopicNames.isPersistent(name)) {
        SharedProducer producer = producers.acquire(name, send.producer().properties());
        lent.add(producer);
        opening.add(producer);
        kept.add(send);
      } else {
        afterwards.add(send);
      }
    }
    for (int i = 0; i < kept.size(); i++) {
      String action = "send to topic '" + kept.get(i).producer().topic() + "'";
      Producer<byte[]> producer = opening.get(i).get(deadline, action);
      planned.add(new PlannedSend(kept.get(i), producer));
    }
  }

  int size() {
    return planned.size();
  }

  /**
   * Sends everything in a transaction, and a marker with it; blocks until all is answered.
   *
   * @throws MessagingException if not everything was sent
   */
  void send(
      Transaction transaction,
      CompletableFuture<org.apache.pulsar.client.api.MessageId> marker,
      Deadline deadline)
      throws InterruptedException {
    try {
      List<CompletableFuture<?>> answers = new ArrayList<>();
      answers.add(marker);
      planned.forEach(send -> answers.add(send.start(transaction)));
      Answers.awaitAll(answers, deadline);
    } catch (ExecutionException | TimeoutException | RuntimeException e) {
      throw refusal(e);
    }
    for (PlannedSend send : planned) {
      if (send.mayBeDoubled()) {
        throw new BrokerUnreachableException(
            "Cannot "
                + ACTION
                + ": the connection was lost meanwhile, so topic '"
                + send.send().producer().topic()
                + "' may have a message twice; nothing of the transaction takes effect",
            null);
      }
    }
  }

  /** Tells the senders the ids, and sends what could not be in the transaction. */
  void complete(java.util.function.Function<PendingSend, BackendProducer> plainly) {
    planned.forEach(PlannedSend::complete);
    for (PendingSend send : afterwards) {
      try (BackendProducer producer = plainly.apply(send)) {
        producer.send(send.record()).whenComplete((id, failure) -> tell(send, id, failure));
      }
    }
  }

  /** Tells the senders that their messages were sent, nobody knows any more where. */
  static void completeWithoutPlaces(List<PendingSend> sends) {
    sends.forEach(send -> send.id().complete(new PulsarMessageId(-1, -1, -1, -1)));
  }

  private static void tell(PendingSend send, MessageId id, Throwable failure) {
    if (failure == null) {
      send.id().complete(id);
    } else {
      send.id().completeExceptionally(failure);
    }
  }

  private MessagingException refusal(Exception failure) {
    for (PlannedSend send : planned) {
      if (send.hasFailed()) {
        Throwable cause = send.answer().handle((id, e) -> e).join();
        return messages.refusal(
            send.send().producer().topic(), send.send().record().size(), send.producer(), cause);
      }
    }
    return PulsarFailures.translate(failure, ACTION);
  }

  @Override
  public void close() {
    lent.forEach(producers::release);
  }
}
