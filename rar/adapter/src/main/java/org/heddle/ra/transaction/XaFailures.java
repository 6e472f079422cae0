package org.heddle.ra.transaction;

import javax.transaction.xa.XAException;

/** Makes XAExceptions that have a code, words and a cause; the JDK's has either code or words. */
final class XaFailures {

  private XaFailures() {}

  static XAException failure(int code, String message, Throwable cause) {
    XAException failure = new XAException(message);
    failure.errorCode = code;
    failure.initCause(cause);
    return failure;
  }

  static XAException failure(int code, String message) {
    return failure(code, message, null);
  }
}
