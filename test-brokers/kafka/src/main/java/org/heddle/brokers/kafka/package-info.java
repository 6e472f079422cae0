/**
 * A real Kafka broker in a process of its own.
 *
 * <p>Imports {@code org.heddle.brokers} and nothing of Kafka: the broker's jars are on the class
 * path of its own process only, never on that of the test that starts it.
 */
package org.heddle.brokers.kafka;
