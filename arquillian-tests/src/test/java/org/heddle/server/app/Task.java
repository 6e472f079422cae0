package org.heddle.server.app;

import java.util.UUID;

/**
 * A message that says what the bean that receives it shall do.
 *
 * @param id told apart from all other tasks by it
 * @param deed what to do
 * @param times at how many deliveries to do it; after that the bean succeeds
 */
public record Task(String id, Deed deed, int times) {

  /** What a bean does with a message. */
  public enum Deed {
    SUCCEED,
    THROW_RUNTIME_EXCEPTION,
    THROW_CHECKED_EXCEPTION,
    SET_ROLLBACK_ONLY,
    RETRY_LATER,
    REJECT
  }

  public static Task to(Deed deed) {
    return to(deed, Integer.MAX_VALUE);
  }

  public static Task to(Deed deed, int times) {
    return new Task(UUID.randomUUID().toString(), deed, times);
  }

  public static Task succeed() {
    return to(Deed.SUCCEED);
  }
}
