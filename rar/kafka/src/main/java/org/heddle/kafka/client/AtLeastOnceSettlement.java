package org.heddle.kafka.client;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.heddle.api.MessageId;
import org.heddle.spi.BackendProducer;
import org.heddle.spi.Delivery;
import org.heddle.spi.PendingSend;
import org.heddle.spi.ProducerSpec;
import org.heddle.spi.UnitOfWork;

/** Settles units of work that need not take effect as a whole: first all sends, then the rest. */
final class AtLeastOnceSettlement {

  private final Function<ProducerSpec, BackendProducer> producers;

  AtLeastOnceSettlement(Function<ProducerSpec, BackendProducer> producers) {
    this.producers = producers;
  }

  void settle(UnitOfWork unit) {
    List<MessageId> ids = publish(unit.sends());
    Set<KafkaSubscription> subscriptions = new LinkedHashSet<>();
    for (Delivery delivery : unit.acknowledgements()) {
      KafkaDelivery ours = (KafkaDelivery) delivery;
      ours.finish();
      subscriptions.add(ours.subscription());
    }
    subscriptions.forEach(KafkaSubscription::hurry);
    for (int i = 0; i < ids.size(); i++) {
      unit.sends().get(i).id().complete(ids.get(i));
    }
  }

  private List<MessageId> publish(List<PendingSend> sends) {
    List<CompletableFuture<MessageId>> answers = new ArrayList<>(sends.size());
    for (PendingSend send : sends) {
      try (BackendProducer producer = producers.apply(send.producer())) {
        answers.add(producer.send(send.record()));
      }
    }
    List<MessageId> ids = new ArrayList<>(sends.size());
    for (CompletableFuture<MessageId> answer : answers) {
      try {
        // The client answers within the delivery timeout.
        ids.add(answer.get());
      } catch (InterruptedException | ExecutionException e) {
        throw KafkaFailures.translate(e, "publish the sends of a transaction");
      }
    }
    return ids;
  }
}
