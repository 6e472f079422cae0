package org.heddle.kafka.client;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.heddle.spi.support.Deadline;
import org.heddle.spi.support.OwnContext;

/**
 * Finds out whether a transaction took effect whose commit was not answered: first it has the
 * brokers end the transaction one way or the other, then it looks at what the transaction would
 * have done. Looking before that could find what is about to change.
 */
final class OutcomeInquiry {

  private static final Duration POLL = Duration.ofMillis(100);

  private final KafkaClients clients;
  private final Duration timeout;

  OutcomeInquiry(KafkaClients clients, Duration timeout) {
    this.clients = clients;
    this.timeout = timeout;
  }

  /**
   * Finds out; blocks.
   *
   * @param producer whose transaction it was; has a new client afterwards
   * @param answers the brokers' answers to the transaction's sends
   * @param acknowledgements what it was to acknowledge; the permits are held
   * @return true if the transaction was committed
   * @throws Exception if that cannot be found out within the operation timeout
   */
  boolean tookEffect(
      TransactionalProducer producer,
      List<Future<RecordMetadata>> answers,
      Acknowledgements acknowledgements)
      throws Exception {
    // Decided now, for the client fails what is open when it is thrown away.
    boolean allWritten = answers.stream().allMatch(OutcomeInquiry::isWritten);
    Deadline deadline = Deadline.in(timeout);
    producer.fence(deadline);
    if (!allWritten) {
      // The client asks for the commit only when every send has been answered.
      return false;
    }
    return answers.isEmpty()
        ? isCommitted(acknowledgements, deadline)
        : isVisible(answers.get(0).get(), deadline);
  }

  private boolean isVisible(RecordMetadata sent, Deadline deadline) throws TimeoutException {
    TopicPartition partition = new TopicPartition(sent.topic(), sent.partition());
    Consumer<byte[], byte[]> reader = clients.consumer(Map.of(), Map.of());
    try {
      reader.assign(Set.of(partition));
      reader.seek(partition, sent.offset());
      while (!deadline.passed()) {
        var records = reader.poll(POLL).records(partition);
        if (!records.isEmpty()) {
          return records.get(0).offset() == sent.offset();
        }
        if (reader.position(partition) > sent.offset()) {
          return false;
        }
      }
      throw new TimeoutException("The transaction's records could not be read");
    } finally {
      OwnContext.run(OutcomeInquiry.class, reader::close);
    }
  }

  private boolean isCommitted(Acknowledgements acknowledgements, Deadline deadline)
      throws TimeoutException {
    for (KafkaSubscription subscription : acknowledgements.subscriptions()) {
      List<TopicPartition> partitions = acknowledgements.partitions(subscription);
      Map<TopicPartition, OffsetAndMetadata> committed = subscription.group().committed(partitions);
      // Offsets that are still in doubt are left out of the answer.
      while (!committed.keySet().containsAll(partitions)) {
        if (deadline.passed()) {
          throw new TimeoutException("The position of " + subscription + " could not be read");
        }
        Pause.shortly();
        committed = subscription.group().committed(partitions);
      }
      if (!acknowledgements.areCovered(subscription, committed)) {
        return false;
      }
    }
    return true;
  }

  private static boolean isWritten(Future<RecordMetadata> answer) {
    if (!answer.isDone()) {
      return false;
    }
    try {
      answer.get();
      return true;
    } catch (Exception e) {
      return false;
    }
  }
}
