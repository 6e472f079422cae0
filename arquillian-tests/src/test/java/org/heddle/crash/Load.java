package org.heddle.crash;

import java.io.IOException;
import java.util.Set;

/** Keeps a server busy with numbers, each in a transaction of its own. */
interface Load {

  /** Whether the numbers arrive by the broker, so that each must have come through in the end. */
  boolean isInbound();

  /**
   * Starts to feed numbers, as many as the server takes until it dies, at most so many.
   *
   * @return what has become of them
   */
  Fed feed(int most);

  /** Whether nothing is under way any more. */
  boolean isQuiet() throws IOException;

  /** Numbers on their way to the server. */
  interface Fed {

    /** Waits until all are sent, or their sender has found the server dead. */
    void await() throws Exception;

    /** Numbers that must be with every participant once all is quiet. */
    Set<String> certain();

    /** Numbers that are with every participant or with none. */
    Set<String> uncertain();
  }
}
