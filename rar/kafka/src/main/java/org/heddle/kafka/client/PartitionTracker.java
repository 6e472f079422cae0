package org.heddle.kafka.client;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Knows of one assigned partition which records are finished. The poller brings records and
 * commits; transactions ask what they may commit; acknowledgements only touch the {@link
 * TrackedRecord}.
 */
final class PartitionTracker {

  private final TopicPartition partition;
  private final Backlog backlog;

  // The records that were accepted, from the oldest that is not finished on, in order.
  private final Deque<TrackedRecord> window = new ArrayDeque<>();
  // What an earlier owner of the partition had finished already: bits count from firstOffset.
  private final BitSet finishedEarlier;
  private final long firstOffset;
  private long nextOffset;
  private CommitPoint committed;
  private volatile boolean changed;
  private volatile boolean forgotten;

  /**
   * Takes a partition over.
   *
   * @param start the committed offset and its metadata
   */
  PartitionTracker(TopicPartition partition, OffsetAndMetadata start, Backlog backlog) {
    this.partition = partition;
    this.backlog = backlog;
    this.firstOffset = start.offset();
    this.nextOffset = start.offset();
    this.finishedEarlier = FinishedOffsets.decode(start.metadata());
    this.committed = new CommitPoint(this, start.offset(), start.metadata());
  }

  TopicPartition partition() {
    return partition;
  }

  Backlog backlog() {
    return backlog;
  }

  /** Remembers that a commit has something to say. */
  void noteChange() {
    if (!changed) {
      changed = true;
    }
  }

  /** Asks for a change, which is thereby seen. */
  boolean takeChange() {
    if (!changed) {
      return false;
    }
    changed = false;
    return true;
  }

  /**
   * Accepts records that were polled, up to the end of the window.
   *
   * @param records in order
   * @param next the offset after them, records that nobody sees included
   * @return those to be delivered
   */
  synchronized List<TrackedRecord> accept(List<ConsumerRecord<byte[], byte[]>> records, long next) {
    List<TrackedRecord> accepted = new ArrayList<>(records.size());
    for (ConsumerRecord<byte[], byte[]> record : records) {
      trim();
      if (!fits(record.offset())) {
        nextOffset = record.offset();
        return accepted;
      }
      if (record.offset() < firstOffset) {
        // The log was cut off below the committed offset: what grows there is new.
        finishedEarlier.clear();
      }
      if (!wasFinishedEarlier(record.offset())) {
        TrackedRecord tracked = new TrackedRecord(this, record);
        backlog.add(tracked.size());
        window.addLast(tracked);
        accepted.add(tracked);
      }
    }
    nextOffset = next;
    if (window.isEmpty()) {
      changed = true;
    }
    return accepted;
  }

  /** Where the next poll is to go on. */
  synchronized long nextOffset() {
    return nextOffset;
  }

  /** Tells whether the next record would lie outside of what the metadata can carry. */
  synchronized boolean isWindowFull() {
    trim();
    return !fits(nextOffset);
  }

  /**
   * Says what can be committed.
   *
   * @param alsoFinished records that are to be counted as finished, because the commit finishes
   *     them
   */
  synchronized CommitPoint commitPoint(Set<TrackedRecord> alsoFinished) {
    trim();
    long prefix = -1;
    BitSet beyond = new BitSet();
    for (TrackedRecord record : window) {
      boolean finished = record.isFinished() || alsoFinished.contains(record);
      if (prefix < 0) {
        if (!finished) {
          prefix = record.offset();
        }
      } else if (finished) {
        beyond.set((int) (record.offset() - prefix));
      }
    }
    if (prefix < 0) {
      prefix = nextOffset;
    }
    addFinishedEarlier(prefix, beyond);
    return new CommitPoint(this, prefix, FinishedOffsets.encode(beyond));
  }

  /** Tells whether the broker knows this already. */
  synchronized boolean isCommitted(CommitPoint point) {
    return committed != null
        && committed.offset() == point.offset()
        && committed.metadata().equals(point.metadata());
  }

  /** Has the next commit tell where the partition starts. */
  synchronized void noteUncommitted() {
    committed = null;
    changed = true;
  }

  synchronized void noteCommitted(CommitPoint point) {
    committed = point;
  }

  /** Ends the tracking: what is not finished belongs to somebody else. */
  synchronized void forget() {
    forgotten = true;
    window.forEach(TrackedRecord::forget);
    window.clear();
  }

  boolean isForgotten() {
    return forgotten;
  }

  private void trim() {
    while (!window.isEmpty() && window.peekFirst().isFinished()) {
      window.removeFirst();
    }
  }

  private boolean fits(long offset) {
    return window.isEmpty() || offset - window.peekFirst().offset() < FinishedOffsets.WINDOW;
  }

  private boolean wasFinishedEarlier(long offset) {
    long bit = offset - firstOffset;
    return bit >= 0 && bit < finishedEarlier.length() && finishedEarlier.get((int) bit);
  }

  private void addFinishedEarlier(long prefix, BitSet beyond) {
    long from = Math.max(0, prefix - firstOffset);
    if (from >= finishedEarlier.length()) {
      return;
    }
    for (int bit = finishedEarlier.nextSetBit((int) from);
        bit >= 0;
        bit = finishedEarlier.nextSetBit(bit + 1)) {
      beyond.set((int) (firstOffset + bit - prefix));
    }
  }
}
