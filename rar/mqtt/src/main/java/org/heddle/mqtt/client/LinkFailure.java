package org.heddle.mqtt.client;

/** Why a link could not do something, in terms that no client library owns. */
final class LinkFailure extends Exception {

  private static final long serialVersionUID = 1L;

  /** What kind of failure it is. */
  enum Kind {
    /** The broker is not there, or the connection broke. */
    UNREACHABLE,
    /** The broker does not let the user in, or do that. */
    DENIED,
    /** The encryption could not be agreed on. */
    TLS,
    /** Another client connected with the same client id. */
    TAKEN_OVER,
    /** The broker takes no message of that size. */
    TOO_LARGE,
    /** The broker refused for another reason. */
    REFUSED
  }

  private final Kind kind;

  LinkFailure(Kind kind, String reason, Throwable cause) {
    super(reason, cause);
    this.kind = kind;
  }

  Kind kind() {
    return kind;
  }
}
