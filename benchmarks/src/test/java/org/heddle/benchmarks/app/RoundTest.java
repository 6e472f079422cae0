package org.heddle.benchmarks.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

/** Counting, failing and timing the messages of a round. */
class RoundTest {

  private final Reading reading = Readings.of(100);

  @Test
  void shouldMeasureFromTheFirstToTheLast() throws InterruptedException {
    Round round = Round.begin("measured", 2);

    Round.of("measured").processed(reading);
    assertThat(round.isDone()).isFalse();
    letTwoMillisecondsPass();
    Round.of("measured").processed(reading);

    assertThat(round.isDone()).isTrue();
    assertThat(round.await()).isGreaterThanOrEqualTo(2_000_000);
  }

  @Test
  void shouldNotCountWhatComesOutsideOfTheRound() {
    Round round = Round.begin("its own", 1);

    Round.of("another").processed(reading);

    assertThat(round.isDone()).isFalse();
  }

  @Test
  void shouldFailEachMessageAsOftenAsTold() throws InterruptedException {
    Round round = Round.begin("failing", 1, 2, 0);

    assertThatThrownBy(() -> round.processed(reading, 2)).hasMessageContaining("2 times");
    assertThat(round.isDone()).isFalse();
    round.processed(reading, 3);
    assertThat(round.isDone()).isTrue();
  }

  @Test
  void shouldKeepHowLongEachMessageWasOnTheWay() {
    Round round = Round.beginTimed("timed", 1);

    Reading sent = Readings.now(reading);
    letTwoMillisecondsPass();
    round.processed(sent);

    assertThat(round.delays()).hasSize(1);
    assertThat(round.delays()[0]).isGreaterThanOrEqualTo(2_000_000);
  }

  @Test
  void shouldNotTimeWhatIsLeftOfAnEarlierRound() {
    Reading left = Readings.now(reading);
    Round round = Round.beginTimed("timed", 1);

    round.processed(left);
    assertThat(round.isDone()).isFalse();
    round.processed(Readings.now(reading));
    assertThat(round.isDone()).isTrue();
  }

  @Test
  void shouldMakeReadingsOfTheSizeThatIsAskedFor() {
    assertThat(Readings.encode(Readings.of(1024))).hasSize(1024);
    assertThat(Readings.decode(Readings.encode(reading))).isEqualTo(reading);
  }

  /** By the clock that a round reads. */
  private static void letTwoMillisecondsPass() {
    long start = System.nanoTime();
    while (System.nanoTime() - start < 2_000_000) {
      Thread.onSpinWait();
    }
  }
}
