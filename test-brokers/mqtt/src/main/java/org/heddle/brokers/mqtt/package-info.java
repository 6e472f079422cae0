/**
 * Real MQTT brokers, Artemis and mosquitto, each in a process of its own.
 *
 * <p>Imports {@code org.heddle.brokers}; only {@link org.heddle.brokers.mqtt.ArtemisMain}, which
 * runs in the broker's process, imports classes of Artemis. The broker's jars are on the class path
 * of that process only, never on that of the test that starts it.
 */
package org.heddle.brokers.mqtt;
