package org.heddle.pulsar.client;

import java.util.Arrays;
import org.apache.pulsar.client.api.MessageId;
import org.apache.pulsar.client.api.MessageIdAdv;
import org.apache.pulsar.client.impl.BatchMessageIdImpl;
import org.apache.pulsar.client.impl.MessageIdImpl;
import org.apache.pulsar.client.impl.TopicMessageIdImpl;

/**
 * What an acknowledged message is kept by with a prepared unit: all that acknowledges it, by any
 * consumer of the subscription. No two topics have a ledger in common, not even one after the other
 * by the same name.
 *
 * @param topic the topic, or the partition
 * @param id the message's id
 * @param batchSize how many messages its batch has, 0 if it is not in one
 */
record MessageReference(String topic, PulsarMessageId id, int batchSize) {

  private static final int NUMBERS = 5;

  static MessageReference of(String topic, MessageId acknowledgedBy) {
    return new MessageReference(
        topic,
        PulsarMessageId.of(acknowledgedBy),
        Math.max(0, ((MessageIdAdv) acknowledgedBy).getBatchSize()));
  }

  /**
   * Reads what {@link #toString()} wrote.
   *
   * @throws IllegalArgumentException if it did not
   */
  static MessageReference parse(String text) {
    int end = text.indexOf('/');
    long[] numbers =
        Arrays.stream(text.substring(0, Math.max(0, end)).split(":"))
            .mapToLong(Long::parseLong)
            .toArray();
    if (numbers.length != NUMBERS) {
      throw new IllegalArgumentException("Not a message's reference: " + text);
    }
    return new MessageReference(
        text.substring(end + 1),
        new PulsarMessageId((int) numbers[2], numbers[0], numbers[1], (int) numbers[3]),
        (int) numbers[4]);
  }

  /**
   * The client's id, for consumers of the topic as well as of its partition. Of a message in pieces
   * it is the last: without it the others make no message, and the client of the next consumer
   * acknowledges them when it has waited for it long enough.
   */
  MessageId acknowledgedBy() {
    MessageIdAdv position =
        batchSize > 0
            ? new BatchMessageIdImpl(
                id.ledger(), id.entry(), id.partition(), id.index(), batchSize, null)
            : new MessageIdImpl(id.ledger(), id.entry(), id.partition());
    return new TopicMessageIdImpl(topic, position);
  }

  /** Ledger, entry, partition, place in the batch and size of the batch; and the topic. */
  @Override
  public String toString() {
    return id.ledger()
        + ":"
        + id.entry()
        + ":"
        + id.partition()
        + ":"
        + id.index()
        + ":"
        + batchSize
        + "/"
        + topic;
  }
}
