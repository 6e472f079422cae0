package org.heddle.api;

/**
 * Where a subscription that does not exist yet starts. A subscription that exists goes on where it
 * was, whatever is given here.
 */
public enum InitialPosition {
  /** With the oldest message that the broker still keeps. */
  EARLIEST,

  /** With the first message sent after the subscription was made (the default). */
  LATEST
}
