package org.heddle.api;

/**
 * A connection factory of the broker inside the resource adapter, which keeps messages as long as
 * the adapter runs.
 *
 * <p>It adds nothing: {@code ra.xml} wants an interface of its own for every kind of connection
 * factory.
 */
public interface MemoryConnectionFactory extends PubSubConnectionFactory {}
