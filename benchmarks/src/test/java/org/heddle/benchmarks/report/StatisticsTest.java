package org.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTest {

  @Test
  void shouldInterpolateBetweenRounds() {
    assertThat(Statistics.of(List.of(4.0, 1.0, 3.0, 2.0)))
        .isEqualTo(new Statistics(1, 1.75, 2.5, 3.25, 4));
  }

  @Test
  void shouldTakeTheMiddleOfFiveRounds() {
    assertThat(Statistics.of(List.of(50.0, 10.0, 40.0, 20.0, 30.0)))
        .isEqualTo(new Statistics(10, 20, 30, 40, 50));
  }

  @Test
  void shouldHaveNoSpreadWithOneRound() {
    assertThat(Statistics.of(List.of(7.5))).isEqualTo(new Statistics(7.5, 7.5, 7.5, 7.5, 7.5));
  }

  @Test
  void shouldRefuseNoRounds() {
    assertThatThrownBy(() -> Statistics.of(List.of())).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void shouldRefuseWhatIsNoNumber() {
    assertThatThrownBy(() -> Statistics.of(List.of(1.0, Double.NaN)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }

  @Test
  void shouldSayWhetherSpreadsTouch() {
    Statistics low = Statistics.of(List.of(1.0, 2.0));

    assertThat(low.apartFrom(Statistics.of(List.of(2.0, 3.0)))).isFalse();
    assertThat(low.apartFrom(Statistics.of(List.of(2.1, 3.0)))).isTrue();
    assertThat(Statistics.of(List.of(2.1, 3.0)).apartFrom(low)).isTrue();
  }
}
