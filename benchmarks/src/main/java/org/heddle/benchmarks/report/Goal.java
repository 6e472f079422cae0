package org.heddle.benchmarks.report;

/**
 * What the ratio to the baseline has to be.
 *
 * @param direction on which side of the bound the ratio has to be
 * @param ratio the bound, which itself is good enough
 */
public record Goal(Direction direction, double ratio) {

  /** On which side of the bound a ratio has to be. */
  public enum Direction {
    /** The ratio is the bound or greater, as for a rate. */
    AT_LEAST("at least"),
    /** The ratio is the bound or smaller, as for a time. */
    AT_MOST("at most");

    private final String words;

    Direction(String words) {
      this.words = words;
    }
  }

  /**
   * Checks the bound.
   *
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public Goal {
    if (!(ratio > 0) || Double.isInfinite(ratio)) {
      throw new IllegalArgumentException("A goal is a positive ratio, not " + ratio);
    }
  }

  /** A ratio of at least this. */
  public static Goal atLeast(double ratio) {
    return new Goal(Direction.AT_LEAST, ratio);
  }

  /** A ratio of at most this. */
  public static Goal atMost(double ratio) {
    return new Goal(Direction.AT_MOST, ratio);
  }

  /** Whether that ratio is good enough. */
  public boolean metBy(double measured) {
    return direction == Direction.AT_LEAST ? measured >= ratio : measured <= ratio;
  }

  /** The goal as a person says it: {@code at least 0.95}. */
  public String words() {
    return direction.words + " " + Numbers.brief(ratio);
  }
}
