package org.heddle.ra.inbound;

import java.util.Optional;
import org.heddle.api.MessagingException;
import org.heddle.api.RejectedMessageException;

/** Finds what a bean threw within what the container made of it. */
final class Failures {

  private static final int DEEPEST = 20;

  private Failures() {}

  static <X extends Throwable> Optional<X> find(Throwable failure, Class<X> type) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < DEEPEST; depth++) {
      if (type.isInstance(cause)) {
        return Optional.of(type.cast(cause));
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  /**
   * A failure in words: the API's own exception, which says it to whoever looks at dead letters, or
   * else the innermost cause, since containers wrap what the bean threw.
   */
  static String describe(Throwable failure) {
    Throwable cause = failure;
    for (int depth = 0; cause.getCause() != null && depth < DEEPEST && !explains(cause); depth++) {
      cause = cause.getCause();
    }
    return cause.getMessage() == null
        ? cause.getClass().getName()
        : cause.getClass().getName() + ": " + cause.getMessage();
  }

  private static boolean explains(Throwable cause) {
    return cause instanceof MessagingException || cause instanceof RejectedMessageException;
  }
}
