package org.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class ScaleTest {

  @Test
  void shouldPlaceValuesUpwards() {
    Scale scale = new Scale(false, 0, 10, 400, 100);

    assertThat(scale.at(0)).isEqualTo(400);
    assertThat(scale.at(5)).isEqualTo(250);
    assertThat(scale.at(10)).isEqualTo(100);
  }

  @Test
  void shouldPlaceEqualFactorsEquallyFarApart() {
    Scale scale = Scale.logarithmic(1, 1_000, 0, 300);

    assertThat(scale.at(1)).isEqualTo(0);
    assertThat(scale.at(10)).isCloseTo(100, within(1e-9));
    assertThat(scale.at(100)).isCloseTo(200, within(1e-9));
    assertThat(scale.at(1_000)).isCloseTo(300, within(1e-9));
  }

  @Test
  void shouldBeLogarithmicOverMoreThanTwoDecades() {
    assertThat(Scale.fitting(1, 100, 0, 1).logarithmic()).isFalse();
    assertThat(Scale.fitting(1, 101, 0, 1).logarithmic()).isTrue();
    assertThat(Scale.fitting(0, 1_000, 0, 1).logarithmic()).isFalse();
    assertThat(Scale.fitting(-5, 1_000, 0, 1).logarithmic()).isFalse();
  }

  @Test
  void shouldHaveRoundTicks() {
    assertThat(Scale.linear(0.9, 1.17, 0, 1).ticks())
        .usingElementComparator((a, b) -> Math.abs(a - b) < 1e-9 ? 0 : Double.compare(a, b))
        .containsExactly(0.0, 0.2, 0.4, 0.6, 0.8, 1.0, 1.2);
    assertThat(Scale.logarithmic(0.76, 43, 0, 1).ticks())
        .containsExactly(0.5, 1.0, 2.0, 5.0, 10.0, 20.0, 50.0);
    assertThat(Scale.logarithmic(0.001, 5_000_000, 0, 1).ticks())
        .containsExactly(0.001, 0.01, 0.1, 1.0, 10.0, 100.0, 1e3, 1e4, 1e5, 1e6);
  }

  @Test
  void shouldReachBelowZeroIfValuesDo() {
    Scale scale = Scale.linear(-12, 50, 0, 1);

    assertThat(scale.from()).isEqualTo(-20);
    assertThat(scale.ticks()).contains(0.0);
  }

  @Test
  void shouldHaveRoomForASingleValue() {
    for (double value : List.of(0.0, 1.0, 100.0, 0.003)) {
      Scale linear = Scale.linear(value, value, 0, 100);
      assertThat(linear.at(value)).isBetween(0.0, 100.0);
    }
    for (double value : List.of(1.0, 100.0, 0.003, 1e-7, 1e12)) {
      assertThat(Scale.logarithmic(value, value, 0, 100).at(value)).isBetween(0.0, 100.0);
      assertThat(Scale.around(value, value, 0, 100).at(value)).isCloseTo(50, within(1e-6));
    }
  }
}
