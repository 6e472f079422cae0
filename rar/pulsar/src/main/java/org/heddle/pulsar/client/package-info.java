/**
 * The Pulsar backend: everything that touches the Pulsar client library.
 *
 * <p>The package owns the border to that library: its types and exceptions do not leave it. It is
 * loaded by a class loader of its own, which sees the client's jars first, and entered through
 * {@link org.heddle.pulsar.client.PulsarBackend} alone. It imports {@code org.heddle.api}, {@code
 * org.heddle.spi}, {@code org.heddle.pulsar}, the Pulsar client and the JDK.
 */
package org.heddle.pulsar.client;
