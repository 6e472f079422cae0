package org.heddle.benchmarks.report;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Numbers as a person reads them: three significant digits, a comma between thousands. */
final class Numbers {

  private static final int DIGITS = 3;

  private Numbers() {}

  /** Three significant digits: {@code 12,300}, {@code 1.05}, {@code 0.00123}. */
  static String rounded(double value) {
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded =
        BigDecimal.valueOf(value).round(new MathContext(DIGITS, RoundingMode.HALF_EVEN));
    int exponent = rounded.precision() - rounded.scale() - 1;
    int decimals = Math.max(0, DIGITS - 1 - exponent);
    return String.format(Locale.ROOT, "%,." + decimals + "f", rounded);
  }

  /** Three significant digits without zeros that say nothing: {@code 20,000}, {@code 0.5}. */
  static String brief(double value) {
    BigDecimal rounded =
        BigDecimal.valueOf(value)
            .round(new MathContext(DIGITS, RoundingMode.HALF_EVEN))
            .stripTrailingZeros();
    return String.format(Locale.ROOT, "%,." + Math.max(0, rounded.scale()) + "f", rounded);
  }

  /** Three significant digits, but a count stays one: {@code 12}, {@code 12.5}. */
  static String amount(double value) {
    return value == Math.rint(value) ? brief(value) : rounded(value);
  }

  /** All digits of a number that somebody chose: {@code 1,024}, {@code 99.9}. */
  static String exact(double value) {
    BigDecimal exact = BigDecimal.valueOf(value).stripTrailingZeros();
    return String.format(Locale.ROOT, "%,." + Math.max(0, exact.scale()) + "f", exact);
  }
}
