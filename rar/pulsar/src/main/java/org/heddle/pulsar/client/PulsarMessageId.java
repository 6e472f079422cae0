package org.heddle.pulsar.client;

import java.util.Comparator;
import org.apache.pulsar.client.api.MessageIdAdv;
import org.heddle.api.MessageId;

/**
 * Where a message is in its topic, ordered by that. The client's own ids also carry what has been
 * acknowledged of a batch, so they differ between sender and receiver.
 *
 * @param partition the partition, or -1
 * @param ledger the ledger that holds the entry
 * @param entry the entry, of a message in pieces the last one
 * @param index the place in the batch, or -1
 */
record PulsarMessageId(int partition, long ledger, long entry, int index)
    implements MessageId, Comparable<PulsarMessageId> {

  private static final Comparator<PulsarMessageId> ORDER =
      Comparator.comparingInt(PulsarMessageId::partition)
          .thenComparingLong(PulsarMessageId::ledger)
          .thenComparingLong(PulsarMessageId::entry)
          .thenComparingInt(PulsarMessageId::index);

  static PulsarMessageId of(org.apache.pulsar.client.api.MessageId id) {
    MessageIdAdv position = (MessageIdAdv) id;
    return new PulsarMessageId(
        position.getPartitionIndex(),
        position.getLedgerId(),
        position.getEntryId(),
        position.getBatchIndex());
  }

  @Override
  public int compareTo(PulsarMessageId other) {
    return ORDER.compare(this, other);
  }

  /** As Pulsar's own tools write it. */
  @Override
  public String toString() {
    return ledger + ":" + entry + ":" + partition + (index < 0 ? "" : ":" + index);
  }
}
