/**
 * What the server sees of Pulsar: the managed connection factory, its typed properties and the
 * settings they become.
 *
 * <p>The package owns configuration. It imports {@code org.heddle.api}, {@code org.heddle.spi}, the
 * base of managed connection factories in {@code org.heddle.ra} and the JDK, but no class of the
 * Pulsar client, which lives behind a class loader of its own in {@link org.heddle.pulsar.client}.
 */
package org.heddle.pulsar;
