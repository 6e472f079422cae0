package org.heddle.pulsar.client;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
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
 * @param firstLedger the ledger of its first piece, its own if it is in one piece
 * @param firstEntry the entry of its first piece, its own if it is in one piece
 */
record MessageReference(
    String topic, PulsarMessageId id, int batchSize, long firstLedger, long firstEntry) {

  private static final int NUMBERS = 7;

  static MessageReference of(String topic, MessageId acknowledgedBy) {
    PulsarMessageId id = PulsarMessageId.of(acknowledgedBy);
    MessageIdAdv position = (MessageIdAdv) acknowledgedBy;
    MessageIdAdv first = position.getFirstChunkMessageId();
    return first == null
        ? new MessageReference(
            topic, id, Math.max(0, position.getBatchSize()), id.ledger(), id.entry())
        : new MessageReference(topic, id, 0, first.getLedgerId(), first.getEntryId());
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
        (int) numbers[4],
        numbers[5],
        numbers[6]);
  }

  /**
   * The client's ids of what is to be acknowledged, for consumers of the topic as well as of its
   * partition. Of a message in pieces the first and the last: what is between makes no message, and
   * the next consumer's client acknowledges it by itself after a while.
   */
  List<MessageId> acknowledgedBy() {
    MessageIdAdv last =
        batchSize > 0
            ? new BatchMessageIdImpl(
                id.ledger(), id.entry(), id.partition(), id.index(), batchSize, null)
            : new MessageIdImpl(id.ledger(), id.entry(), id.partition());
    MessageIdAdv first = new MessageIdImpl(firstLedger, firstEntry, id.partition());
    boolean inPieces = firstLedger != id.ledger() || firstEntry != id.entry();
    return (inPieces ? Stream.of(first, last) : Stream.of(last))
        .<MessageId>map(each -> new TopicMessageIdImpl(topic, each))
        .toList();
  }

  /**
   * Ledger, entry, partition, place in the batch, size of the batch, first piece; and the topic.
   */
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
        + ":"
        + firstLedger
        + ":"
        + firstEntry
        + "/"
        + topic;
  }
}
