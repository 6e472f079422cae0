package org.heddle.kafka.client;

import org.apache.kafka.common.TopicPartition;

/**
 * Where an acknowledged record is, as it is kept with a prepared unit. The time tells it from one
 * that has the same place in a topic that was deleted and made again.
 */
record MessageReference(TopicPartition partition, long offset, long timestamp) {

  private static final int PARTS = 4;

  static MessageReference parse(String text) {
    String[] parts = text.split("/", PARTS);
    return new MessageReference(
        new TopicPartition(parts[3], Integer.parseInt(parts[0])),
        Long.parseLong(parts[1]),
        Long.parseLong(parts[2]));
  }

  /** Partition, offset, time and topic, between slashes. */
  @Override
  public String toString() {
    return partition.partition() + "/" + offset + "/" + timestamp + "/" + partition.topic();
  }
}
