package org.heddle.mqtt.client;

/** Reads failures of the client libraries. */
final class Reasons {

  private Reasons() {}

  /** Tells the messages, from the outside to the inside, as far as there are any. */
  static String of(Throwable thrown) {
    StringBuilder reasons = new StringBuilder();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      String message =
          cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
      if (reasons.indexOf(message) < 0) {
        reasons.append(reasons.isEmpty() ? "" : ": ").append(message);
      }
    }
    return reasons.toString();
  }

  static boolean isCausedBy(Throwable thrown, Class<? extends Throwable> type) {
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      if (type.isInstance(cause)) {
        return true;
      }
    }
    return false;
  }
}
