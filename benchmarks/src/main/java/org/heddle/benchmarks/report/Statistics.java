package org.heddle.benchmarks.report;

import java.util.List;

/**
 * What some rounds have in common.
 *
 * @param min the smallest value
 * @param lowerQuartile a quarter of the values is below it
 * @param median half of the values is below it
 * @param upperQuartile three quarters of the values are below it
 * @param max the greatest value
 */
public record Statistics(
    double min, double lowerQuartile, double median, double upperQuartile, double max) {

  /**
   * The statistics of these values; quantiles between two of them are interpolated.
   *
   * @throws IllegalArgumentException if there is no value, or one is not finite
   */
  public static Statistics of(List<Double> values) {
    if (values.isEmpty()) {
      throw new IllegalArgumentException("There is no median of no rounds");
    }
    double[] sorted = values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    for (double value : sorted) {
      if (!Double.isFinite(value)) {
        throw new IllegalArgumentException("A round gives a finite number, not " + value);
      }
    }
    return new Statistics(
        sorted[0],
        quantile(sorted, 0.25),
        quantile(sorted, 0.5),
        quantile(sorted, 0.75),
        sorted[sorted.length - 1]);
  }

  private static double quantile(double[] sorted, double share) {
    double place = share * (sorted.length - 1);
    int below = (int) place;
    int above = Math.min(below + 1, sorted.length - 1);
    return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
  }

  /** Whether the values of neither reach into those of the other. */
  public boolean apartFrom(Statistics other) {
    return max < other.min || other.max < min;
  }
}
