package org.heddle.memory;

import java.time.Instant;
import org.heddle.spi.OutboundRecord;

/** A message that a topic keeps, once for all its subscriptions. Guarded by the broker's lock. */
final class StoredMessage {

  /** What a message takes beside its content: this object, its places in queues, the record. */
  static final int OVERHEAD = 256;

  final MemoryMessageId id;
  final OutboundRecord record;
  final Instant publishTime;

  /** Whether it was sent as best effort, so that it is never kept for anybody. */
  final boolean bestEffort;

  /** How many subscriptions have yet to acknowledge it. */
  int claims;

  StoredMessage(
      MemoryMessageId id, OutboundRecord record, Instant publishTime, boolean bestEffort) {
    this.id = id;
    this.record = record;
    this.publishTime = publishTime;
    this.bestEffort = bestEffort;
  }

  long sequence() {
    return id.sequence();
  }

  long cost() {
    return cost(record);
  }

  static long cost(OutboundRecord record) {
    return record.size() + OVERHEAD;
  }
}
