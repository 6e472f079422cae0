package org.heddle.api;

/**
 * The properties that are added to a message when it is moved to the dead-letter topic. Its
 * payload, key and other properties stay as they were.
 */
public final class DeadLetter {

  /** Why it was moved, a {@link Reason}. */
  public static final String REASON = "heddle-dead-letter-reason";

  /** The failure in words: exception class and message; may be absent. */
  public static final String EXCEPTION = "heddle-dead-letter-exception";

  /** The topic that it came from. */
  public static final String TOPIC = "heddle-dead-letter-topic";

  /** The subscription that could not process it. */
  public static final String SUBSCRIPTION = "heddle-dead-letter-subscription";

  /** The id that it had in that topic. */
  public static final String MESSAGE_ID = "heddle-dead-letter-message-id";

  /** How often it was delivered, a decimal number. */
  public static final String DELIVERY_COUNT = "heddle-dead-letter-delivery-count";

  /** When it was moved, as ISO-8601 in UTC. */
  public static final String TIME = "heddle-dead-letter-time";

  private DeadLetter() {}

  /** Why a message was moved to the dead-letter topic. */
  public enum Reason {
    /** The payload is not of the type that the bean expects; the bean was not called. */
    UNDECODABLE,

    /** The bean failed as often as {@code maxDeliveries} allows. */
    MAX_DELIVERIES,

    /** The bean threw {@link RejectedMessageException}: it will never be able to process it. */
    REJECTED
  }
}
