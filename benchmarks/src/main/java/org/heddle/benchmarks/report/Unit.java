package org.heddle.benchmarks.report;

/** The unit of the values of a series; it also says which of two values is the better. */
public enum Unit {
  /** A rate, of which more is better. */
  MESSAGES_PER_SECOND("messages/s", "Rate", true),
  /** A time. */
  MILLISECONDS("ms", "Time", false),
  /** A time. */
  SECONDS("s", "Time", false),
  /** Memory. */
  KIBIBYTES("KiB", "Memory", false),
  /** Memory. */
  MEBIBYTES("MiB", "Memory", false),
  /** How many threads there are. */
  THREADS("threads", "Threads", false);

  private final String symbol;
  private final String quantity;
  private final boolean moreIsBetter;

  Unit(String symbol, String quantity, boolean moreIsBetter) {
    this.symbol = symbol;
    this.quantity = quantity;
    this.moreIsBetter = moreIsBetter;
  }

  /** The unit as it is written after a number, and in files. */
  public String symbol() {
    return symbol;
  }

  /** What is measured in it, in one word. */
  public String quantity() {
    return quantity;
  }

  /** Whether the greater of two values is the better one. */
  public boolean moreIsBetter() {
    return moreIsBetter;
  }

  /**
   * The unit of that symbol.
   *
   * @throws IllegalArgumentException if there is none
   */
  public static Unit of(String symbol) {
    return Choice.of(values(), Unit::symbol, symbol, "unit");
  }
}
