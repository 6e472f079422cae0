package org.heddle.spi.support;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.heddle.api.MessageId;
import org.heddle.api.MessagingException;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.Delivery;
import org.heddle.spi.PendingSend;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.UnitOfWork;

/**
 * Settles units of work that need not take effect as a whole: first all sends, and only when the
 * broker has them the acknowledgements. Safe for several threads.
 */
public final class AtLeastOnceSettlement {

  private final Function<ProducerSpec, BackendProducer> producers;

  /**
   * Settles through producers of the backend.
   *
   * @param producers opens a producer, which is closed once it has sent all that the unit has for
   *     it
   */
  public AtLeastOnceSettlement(Function<ProducerSpec, BackendProducer> producers) {
    this.producers = producers;
  }

  /**
   * Settles a unit; blocks until its sends are answered, as long as the backend's producers take.
   *
   * @param unit what to publish and to acknowledge
   * @throws MessagingException if a send failed; nothing is acknowledged then
   */
  public void settle(UnitOfWork unit) {
    List<MessageId> ids = publish(unit.sends());
    for (Delivery delivery : unit.acknowledgements()) {
      delivery.consumer().acknowledge(delivery);
    }
    for (int i = 0; i < ids.size(); i++) {
      unit.sends().get(i).id().complete(ids.get(i));
    }
  }

  private List<MessageId> publish(List<PendingSend> sends) {
    List<CompletableFuture<MessageId>> answers = new ArrayList<>(sends.size());
    Map<ProducerSpec, BackendProducer> open = new HashMap<>();
    try {
      for (PendingSend send : sends) {
        answers.add(open.computeIfAbsent(send.producer(), producers).send(send.record()));
      }
      open.values().forEach(BackendProducer::push);
    } finally {
      open.values().forEach(BackendProducer::close);
    }
    List<MessageId> ids = new ArrayList<>(sends.size());
    for (CompletableFuture<MessageId> answer : answers) {
      ids.add(resultOf(answer));
    }
    return ids;
  }

  private static MessageId resultOf(CompletableFuture<MessageId> answer) {
    try {
      return answer.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new MessagingException("Interrupted while the sends of a transaction are published", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof MessagingException refusal) {
        throw refusal;
      }
      throw new MessagingException(
          "Cannot publish the sends of a transaction: " + e.getCause(), e.getCause());
    }
  }
}
