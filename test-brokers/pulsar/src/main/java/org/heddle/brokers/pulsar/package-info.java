/**
 * A real Pulsar broker in a process of its own.
 *
 * <p>Imports {@code org.heddle.brokers} and nothing of Pulsar: the broker's jars are on the class
 * path of its own process only, never on that of the test that starts it.
 */
package org.heddle.brokers.pulsar;
