package org.heddle.kafka.client;

import org.apache.kafka.clients.consumer.OffsetAndMetadata;

/**
 * What can be committed of a partition.
 *
 * @param tracker the partition
 * @param offset everything before it is finished
 * @param metadata what is finished after it
 */
record CommitPoint(PartitionTracker tracker, long offset, String metadata) {

  OffsetAndMetadata toKafka() {
    return new OffsetAndMetadata(offset, metadata);
  }
}
