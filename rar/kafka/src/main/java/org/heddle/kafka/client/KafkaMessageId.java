package org.heddle.kafka.client;

import org.heddle.api.MessageId;

/**
 * Where a message is.
 *
 * @param topic Kafka's name of the topic
 * @param partition its partition, or -1 where the answer of the broker was lost
 * @param offset its place in the partition, or -1 where the broker was not asked to tell
 */
record KafkaMessageId(String topic, int partition, long offset) implements MessageId {

  @Override
  public String toString() {
    return topic + "-" + text(partition) + "@" + text(offset);
  }

  private static String text(long number) {
    return number < 0 ? "?" : Long.toString(number);
  }
}
