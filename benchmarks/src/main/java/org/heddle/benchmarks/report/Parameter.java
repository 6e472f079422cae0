package org.heddle.benchmarks.report;

import java.util.Objects;

/**
 * What is varied between series that are otherwise the same.
 *
 * @param name what it is, in the plural and with a unit where it has one: {@code activations},
 *     {@code workers}, {@code message size in bytes}; or {@link #PERCENTILE}
 * @param value how much of it
 */
public record Parameter(String name, double value) {

  /** The name of the parameter of the series of latencies. */
  public static final String PERCENTILE = "percentile";

  /**
   * Checks the value.
   *
   * @throws IllegalArgumentException if it is not positive and finite, so that it has no place on a
   *     logarithmic axis, or is a percentile of 100 or more
   */
  public Parameter {
    Objects.requireNonNull(name, "name");
    if (!(value > 0) || Double.isInfinite(value)) {
      throw new IllegalArgumentException("The parameter " + name + " is positive, not " + value);
    }
    if (name.equals(PERCENTILE) && value >= 100) {
      throw new IllegalArgumentException("A percentile is below 100, not " + value);
    }
  }

  /** The percentile, such as 99.9. */
  public static Parameter percentile(double value) {
    return new Parameter(PERCENTILE, value);
  }

  boolean isPercentile() {
    return name.equals(PERCENTILE);
  }

  /** The parameter as a person says it: {@code activations: 100}, {@code p99.9}. */
  public String words() {
    String number = Numbers.exact(value);
    return isPercentile() ? "p" + number : name + ": " + number;
  }
}
