package org.heddle.ra.transaction;

/** How a transaction ended for one backend. */
public sealed interface Outcome {

  /** Everything was published and acknowledged. */
  record Committed() implements Outcome {}

  /**
   * Nothing was acknowledged.
   *
   * @param cause why, or null if the application or the container decided so
   */
  record RolledBack(Throwable cause) implements Outcome {}

  /**
   * The broker could not tell. What turns out not to be acknowledged, it delivers again.
   *
   * @param cause what happened
   */
  record Unknown(Throwable cause) implements Outcome {}
}
