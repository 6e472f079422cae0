package org.heddle.kafka.client;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.heddle.api.MessageId;
import org.heddle.spi.PendingSend;

/**
 * The sends of one transaction, ready for the client.
 *
 * @param sends as the unit of work has them
 * @param records the same for the client
 * @param producerProperties what the transaction's client is configured with
 * @param ids where the records were written, once that is known
 */
record OutboundBatch(
    List<PendingSend> sends,
    List<ProducerRecord<byte[], byte[]>> records,
    Map<String, String> producerProperties,
    List<MessageId> ids) {

  OutboundBatch(
      List<PendingSend> sends,
      List<ProducerRecord<byte[], byte[]>> records,
      Map<String, String> producerProperties) {
    this(sends, records, producerProperties, new ArrayList<>());
  }

  /** Keeps the ids that the brokers answered with. */
  void noteAnswers(List<Future<RecordMetadata>> answers) {
    for (Future<RecordMetadata> answer : answers) {
      RecordMetadata metadata = resultOf(answer);
      ids.add(new KafkaMessageId(metadata.topic(), metadata.partition(), metadata.offset()));
    }
  }

  /** Tells the senders. */
  void complete() {
    for (int i = 0; i < ids.size(); i++) {
      sends.get(i).id().complete(ids.get(i));
    }
  }

  /** Tells the senders that their records were written, nobody knows any more where. */
  void completeWithoutPlaces() {
    for (int i = 0; i < sends.size(); i++) {
      sends.get(i).id().complete(new KafkaMessageId(records.get(i).topic(), -1, -1));
    }
  }

  private static RecordMetadata resultOf(Future<RecordMetadata> answer) {
    try {
      return answer.get();
    } catch (Exception e) {
      // A transaction is committed only when every send has been answered well.
      throw new CompletionException(e);
    }
  }
}
