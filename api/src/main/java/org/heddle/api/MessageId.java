package org.heddle.api;

/**
 * Identifies a message within its topic.
 *
 * <p>Implementations are immutable values with {@code equals} and {@code hashCode}. {@link
 * Object#toString()} is short and meant for logs and dead-letter headers; its form belongs to the
 * broker.
 */
public interface MessageId {}
