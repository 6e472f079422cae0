/**
 * MQTT behind the adapter: connections, sessions and what travels in messages.
 *
 * <p>The package owns everything that touches an MQTT client, behind the port {@link
 * org.heddle.mqtt.client.Link}: the classes named after Paho alone import it, one implementation
 * for each version of the protocol. It is loaded by a class loader of its own that also holds the
 * libraries. It imports {@code org.heddle.api}, {@code org.heddle.spi}, the settings of {@code
 * org.heddle.mqtt}, Paho and the JDK.
 */
package org.heddle.mqtt.client;
