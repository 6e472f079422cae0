package org.heddle.kafka.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.heddle.api.MessagingException;
import org.heddle.api.Topic;
import org.heddle.api.UnsupportedByBrokerException;
import org.heddle.spi.PendingSend;

/** Prepares the sends of transactions, and says which of them spoiled one. */
final class OutboundBatches {

  private final KafkaTopics topics;
  private final SizeLimits limits;

  OutboundBatches(KafkaTopics topics, SizeLimits limits) {
    this.topics = topics;
    this.limits = limits;
  }

  /**
   * Finds what is wrong with sends before a transaction begins.
   *
   * @throws MessagingException if one of them cannot be sent
   */
  OutboundBatch prepare(List<PendingSend> sends) {
    Map<String, String> properties = producerProperties(sends);
    long limit = limits.ofClient(properties);
    List<ProducerRecord<byte[], byte[]>> records = new ArrayList<>(sends.size());
    for (PendingSend send : sends) {
      Topic topic = send.producer().topic();
      ProducerRecord<byte[], byte[]> record = Records.outbound(topics.ensure(topic), send.record());
      limits.check(topic, record, limit);
      records.add(record);
    }
    return new OutboundBatch(sends, records, properties);
  }

  /** Translates the failure of a transaction, by the send that caused it if one did. */
  MessagingException explain(
      OutboundBatch batch,
      List<Future<RecordMetadata>> answers,
      RuntimeException failure,
      String action) {
    for (int i = 0; i < answers.size(); i++) {
      Throwable cause = failureOf(answers.get(i));
      Topic topic = batch.sends().get(i).producer().topic();
      if (cause instanceof RecordTooLargeException) {
        ProducerRecord<byte[], byte[]> record = batch.records().get(i);
        return limits.explainRefusal(topic, record.topic(), Records.size(record), cause).join();
      }
      if (cause != null && KafkaFailures.isUnknownTopic(cause)) {
        topics.forget(batch.records().get(i).topic());
        return KafkaFailures.translate(cause, "send to topic '" + topic + "' in a transaction");
      }
    }
    return KafkaFailures.translate(failure, action);
  }

  /** A Kafka transaction has one producer, so what its producers ask for must go together. */
  private static Map<String, String> producerProperties(List<PendingSend> sends) {
    Map<String, String> merged = new TreeMap<>();
    for (PendingSend send : sends) {
      send.producer()
          .properties()
          .forEach(
              (name, value) -> {
                String other = merged.put(name, value);
                if (other != null && !other.equals(value)) {
                  throw new UnsupportedByBrokerException(
                      "The producer of topic '"
                          + send.producer().topic()
                          + "' sets "
                          + name
                          + " otherwise than another one in the same transaction, and a Kafka"
                          + " transaction has one producer; expected the same value");
                }
              });
    }
    return merged;
  }

  private static Throwable failureOf(Future<RecordMetadata> answer) {
    if (!answer.isDone()) {
      return null;
    }
    try {
      answer.get();
      return null;
    } catch (ExecutionException e) {
      return KafkaFailures.unwrap(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return null;
    }
  }
}
