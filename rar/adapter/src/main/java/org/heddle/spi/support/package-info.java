/**
 * What backends have in common, for them to use or leave: how a client library is entered and kept
 * to its own class loader, TLS from files, deadlines, units of work that need no transaction of the
 * broker's.
 *
 * <p>The package owns no decision of the adapter's. It imports {@code org.heddle.api}, {@code
 * org.heddle.spi} and the JDK, and no broker's types.
 */
package org.heddle.spi.support;
