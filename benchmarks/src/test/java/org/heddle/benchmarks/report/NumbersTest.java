package org.heddle.benchmarks.report;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "12345.6; 12,300",
        "1234567; 1,230,000",
        "999.9; 1,000",
        "99.96; 100",
        "9.996; 10.0",
        "1.0; 1.00",
        "0.95; 0.950",
        "0.0012345; 0.00123",
        "-12.345; -12.3",
        "0; 0"
      })
  void shouldRoundToThreeDigits(double value, String written) {
    assertThat(Numbers.rounded(value)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"12; 12", "12.5; 12.5", "12345; 12,300", "0.5; 0.500", "0; 0", "1000; 1,000"})
  void shouldLeaveACountACount(double value, String written) {
    assertThat(Numbers.amount(value)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"20000; 20,000", "0.5; 0.5", "10; 10", "0; 0", "0.001; 0.001"})
  void shouldBeBriefOnAnAxis(double value, String written) {
    assertThat(Numbers.brief(value)).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"1048576; 1,048,576", "99.9; 99.9", "0.95; 0.95", "1000; 1,000"})
  void shouldKeepEveryDigitOfWhatWasChosen(double value, String written) {
    assertThat(Numbers.exact(value)).isEqualTo(written);
  }
}
