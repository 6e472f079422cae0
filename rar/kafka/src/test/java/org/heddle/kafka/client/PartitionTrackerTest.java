package org.heddle.kafka.client;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class PartitionTrackerTest {

  private static final TopicPartition PARTITION = new TopicPartition("t", 0);

  private final Backlog backlog = new Backlog(1_000_000, Long.MAX_VALUE);

  @Test
  void shouldCommitUpToTheFirstThatIsNotFinished() {
    PartitionTracker tracker = tracker(new OffsetAndMetadata(10));
    List<TrackedRecord> records = tracker.accept(records(10, 11, 12, 13), 14);

    finish(records.get(0));
    finish(records.get(2));

    CommitPoint point = tracker.commitPoint(Set.of());
    assertThat(point.offset()).isEqualTo(11);
    assertThat(FinishedOffsets.decode(point.metadata()).stream()).containsExactly(1);
  }

  @Test
  void shouldCommitWhatComesAfterRecordsThatNobodySees() {
    PartitionTracker tracker = tracker(new OffsetAndMetadata(0));
    finish(tracker.accept(records(0), 2).get(0));

    assertThat(tracker.commitPoint(Set.of()).offset()).isEqualTo(2);
  }

  @Test
  void shouldCountWhatATransactionIsAboutToFinish() {
    PartitionTracker tracker = tracker(new OffsetAndMetadata(0));
    List<TrackedRecord> records = tracker.accept(records(0, 1, 2), 3);

    CommitPoint point = tracker.commitPoint(Set.of(records.get(0), records.get(2)));

    assertThat(point.offset()).isEqualTo(1);
    assertThat(FinishedOffsets.decode(point.metadata()).stream()).containsExactly(1);
    assertThat(tracker.commitPoint(Set.of()).offset()).isZero();
  }

  @Test
  void shouldKeepWhatWasFinishedBeforeItWasReadAgain() {
    PartitionTracker before = tracker(new OffsetAndMetadata(0));
    List<TrackedRecord> all = before.accept(records(0, 1, 2, 3, 4, 5), 6);
    finish(all.get(2));
    finish(all.get(5));

    PartitionTracker after = tracker(before.commitPoint(Set.of()).toKafka());
    List<TrackedRecord> again = after.accept(records(0, 1), 2);
    finish(again.get(0));

    CommitPoint point = after.commitPoint(Set.of());
    assertThat(point.offset()).isEqualTo(1);
    assertThat(FinishedOffsets.decode(point.metadata()).stream()).containsExactly(1, 4);
    assertThat(offsets(after.accept(records(2, 3, 4, 5), 6))).containsExactly(3L, 4L);
  }

  @Test
  void shouldAcceptNothingBeyondTheWindow() {
    PartitionTracker tracker = tracker(new OffsetAndMetadata(0));

    List<TrackedRecord> accepted =
        tracker.accept(records(0, 1, FinishedOffsets.WINDOW - 1, FinishedOffsets.WINDOW), 30_000);

    assertThat(offsets(accepted)).containsExactly(0L, 1L, FinishedOffsets.WINDOW - 1L);
    assertThat(tracker.nextOffset()).isEqualTo(FinishedOffsets.WINDOW);
    assertThat(tracker.isWindowFull()).isTrue();
    finish(accepted.get(0));
    assertThat(tracker.isWindowFull()).isFalse();
  }

  @Test
  void shouldFitTheFullestWindowIntoTheMetadata() {
    PartitionTracker tracker = tracker(new OffsetAndMetadata(0));
    List<TrackedRecord> records =
        tracker.accept(
            IntStream.range(0, FinishedOffsets.WINDOW)
                .mapToObj(PartitionTrackerTest::consumed)
                .toList(),
            FinishedOffsets.WINDOW);
    records.stream().skip(1).forEach(PartitionTrackerTest::finish);

    CommitPoint point = tracker.commitPoint(Set.of());

    assertThat(point.metadata().length()).isLessThan(4000);
    assertThat(FinishedOffsets.covers(point.toKafka(), 0)).isFalse();
    assertThat(FinishedOffsets.covers(point.toKafka(), FinishedOffsets.WINDOW - 1)).isTrue();
    assertThat(FinishedOffsets.covers(point.toKafka(), FinishedOffsets.WINDOW)).isFalse();
  }

  @Test
  void shouldStartAfreshWhereTheLogWasCutOff() {
    PartitionTracker before = tracker(new OffsetAndMetadata(1_000_000));
    List<TrackedRecord> records = before.accept(records(1_000_000, 1_000_001), 1_000_002);
    finish(records.get(1));

    PartitionTracker after = tracker(before.commitPoint(Set.of()).toKafka());
    after.accept(records(5), 6);

    assertThat(after.commitPoint(Set.of()).offset()).isEqualTo(5);
    assertThat(after.commitPoint(Set.of()).metadata()).isEmpty();
  }

  @Test
  void shouldNeitherLoseNorRepeatAnyRecordWhateverIsFinishedBeforeItIsTakenOver() {
    Random random = new Random(42);
    int total = 500;
    Set<Long> finished = new TreeSet<>();
    OffsetAndMetadata committed = new OffsetAndMetadata(0);
    while (finished.size() < total) {
      PartitionTracker tracker = tracker(committed);
      List<Long> log = new ArrayList<>();
      for (long offset = committed.offset(); offset < total; offset++) {
        log.add(offset);
      }
      int polled = Math.min(log.size(), 1 + random.nextInt(60));
      for (TrackedRecord record :
          tracker.accept(
              log.subList(0, polled).stream().map(PartitionTrackerTest::consumed).toList(),
              log.get(0) + polled)) {
        if (random.nextInt(3) > 0) {
          finish(record);
          assertThat(finished.add(record.offset())).as("offset " + record.offset()).isTrue();
        }
      }
      committed = tracker.commitPoint(Set.of()).toKafka();
    }
    assertThat(committed.offset()).isEqualTo(total);
  }

  @Test
  void shouldFreeTheBacklogOfWhatIsFinishedAndForgotten() {
    Backlog small = new Backlog(2, Long.MAX_VALUE);
    PartitionTracker tracker = new PartitionTracker(PARTITION, new OffsetAndMetadata(0), small);
    List<TrackedRecord> records = tracker.accept(records(0, 1), 2);
    assertThat(small.isFull()).isTrue();

    finish(records.get(0));
    assertThat(small.hasRoom()).isTrue();
    tracker.forget();
    tracker.forget();

    small.add(1);
    assertThat(small.isFull()).isFalse();
    assertThat(records.get(1).take(null)).isNull();
  }

  private PartitionTracker tracker(OffsetAndMetadata start) {
    return new PartitionTracker(PARTITION, start, backlog);
  }

  private static void finish(TrackedRecord record) {
    KafkaDelivery delivery = record.take(null);
    assertThat(delivery).isNotNull();
    assertThat(delivery.finish()).isTrue();
  }

  private static Set<Long> offsets(List<TrackedRecord> records) {
    return records.stream()
        .map(TrackedRecord::offset)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(long... offsets) {
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    for (long offset : offsets) {
      records.add(consumed(offset));
    }
    return records;
  }

  private static ConsumerRecord<byte[], byte[]> consumed(long offset) {
    return new ConsumerRecord<>("t", 0, offset, null, new byte[] {1});
  }
}
